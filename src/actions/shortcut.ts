import type { PluginContext } from '../PluginContext';
import { openStartConversation } from './openStartConversation';

/** Ctrl, Shift and the settings' key open the panel, as the agent left it. */
export function registerShortcut(plugin: PluginContext): void {
  const { flex, settings, t } = plugin;
  flex.KeyboardShortcutManager.addShortcuts({
    [settings.shortcut]: { action: () => void openStartConversation(plugin), name: t('startConversation') },
  });
}
