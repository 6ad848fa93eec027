import { loadChunk } from '../chunks/loadChunk';
import type { PluginContext } from '../PluginContext';
import type { SettingsProblem, SettingsReason } from '../settings/settingsSchema';
import { loadStrings } from '../strings/loadStrings';
import type { StartStringTable } from '../strings/StringTable';
import { createTranslate } from '../strings/translate';
import type { Translate } from '../strings/translate';
import { registerNotification } from './notifications';
import { looksAfterSettings } from './session';

const NOTIFICATION = 'MessagingControlsSettingsProblems';

/** The reason's own name where its sentence is not there: what may be wrong with the backend's address always is. */
const reasonIn = (t: Translate<never>, reason: SettingsReason): string => {
  const key = `settings_${reason}`;
  return t.has(key) ? t(key as never) : `(${reason})`;
};

/** Every problem goes to the console; who looks after settings is told once that there are some. */
export function reportProblems(plugin: PluginContext, strings: StartStringTable, problems: SettingsProblem[]): void {
  const { flex, locale, manager } = plugin;
  const [first] = problems;
  if (!first) {
    return;
  }
  const isTold = looksAfterSettings(manager);
  if (isTold) {
    registerNotification(plugin, {
      id: NOTIFICATION,
      template: strings.settingsProblems,
      type: flex.NotificationType.warning,
    });
  }
  const report = async () => {
    const t: Translate<never> = await loadChunk(() => loadStrings(locale)).then(createTranslate, () => plugin.t);
    for (const { path, reason } of problems) {
      console.warn(`[Messaging Controls] setting ${path} was left out. ${reasonIn(t, reason)}`);
    }
    if (isTold) {
      const { path, reason } = first;
      flex.Notifications.showNotification(NOTIFICATION, { count: problems.length, path, reason: reasonIn(t, reason) });
    }
  };
  manager.events.addListener('pluginsInitialized', () => void report());
}
