import type { PluginContext } from '../PluginContext';
import type { SettingsProblem } from '../settings/settingsSchema';
import type { StringTable } from '../strings/StringTable';
import { notifyWhenStarted } from './notifications';
import { looksAfterSettings } from './session';

const NOTIFICATION = 'MessagingControlsSettingsProblems';

/** Every problem goes to the console; who looks after settings is told once that there are some. */
export function reportProblems(plugin: PluginContext, strings: StringTable, problems: SettingsProblem[]): void {
  for (const { path, reason } of problems) {
    console.warn(`[Messaging Controls] setting ${path} was left out. ${plugin.t(`settings_${reason}`)}`);
  }
  const [first] = problems;
  if (first && looksAfterSettings(plugin.manager)) {
    notifyWhenStarted(plugin, NOTIFICATION, strings.settingsProblems, {
      count: problems.length,
      path: first.path,
      reason: plugin.t(`settings_${first.reason}`),
    });
  }
}
