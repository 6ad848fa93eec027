import { loadChunk } from '../chunks/loadChunk';
import type { PluginContext } from '../PluginContext';
import type { SettingsProblem, SettingsReason } from '../settings/settingsSchema';
import type { StartStringTable } from '../strings/StringTable';
import { registerNotification } from './notifications';
import { rawSettings } from './rawSettings';
import { looksAfterSettings } from './session';

const NOTIFICATION = 'MessagingControlsSettingsProblems';

/** The reason's own name where its sentence is not there: what may be wrong with the backend's address always is. */
const reasonIn = (table: Partial<Record<string, string>>, reason: SettingsReason): string =>
  table[`settings_${reason}`] ?? `(${reason})`;

/**
 * Every problem goes to the console; who looks after settings is told once that there are some, of the backend's too,
 * which the plugin itself does not read.
 * @param own those of what the plugin goes by
 */
export function reportProblems(
  plugin: PluginContext,
  strings: StartStringTable,
  own: SettingsProblem[],
  channelNames: readonly string[],
): void {
  const { flex, locale, manager } = plugin;
  const isTold = looksAfterSettings(manager);
  if (!isTold && own.length === 0) {
    return;
  }
  const raw = rawSettings(manager);
  if (isTold) {
    registerNotification(plugin, {
      id: NOTIFICATION,
      template: strings.settingsProblems,
      type: flex.NotificationType.warning,
    });
  }
  const report = async () => {
    const [table, problems] = await loadChunk(
      () => import(/* webpackChunkName: "settings" */ '../settings/settingsReport'),
    ).then(
      ({ settingsStringsFor, readSettings }) =>
        [{ ...strings, ...settingsStringsFor(locale) }, readSettings(raw, channelNames).problems] as const,
      () => [strings, own] as const,
    );
    const [first] = problems;
    for (const { path, reason } of problems) {
      console.warn(`[Messaging Controls] setting ${path} was left out. ${reasonIn(table, reason)}`);
    }
    if (isTold && first) {
      const { path, reason } = first;
      flex.Notifications.showNotification(NOTIFICATION, {
        count: problems.length,
        path,
        reason: reasonIn(table, reason),
      });
    }
  };
  manager.events.addListener('pluginsInitialized', () => void report());
}
