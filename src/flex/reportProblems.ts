import { loadChunk } from '../chunks/loadChunk';
import type { PluginContext } from '../PluginContext';
import type { SettingsProblem, SettingsReason } from '../settings/settingsSchema';
import type { StartStringTable } from '../strings/StringTable';
import { registerNotification } from './notifications';
import { looksAfterSettings } from './session';

const NOTIFICATION = 'MessagingControlsSettingsProblems';

/** The reason's own name where its sentence is not there: what may be wrong with the backend's address always is. */
const reasonIn = (table: Partial<Record<string, string>>, reason: SettingsReason): string =>
  table[`settings_${reason}`] ?? `(${reason})`;

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
    const table = await loadChunk(
      () => import(/* webpackChunkName: "settings" */ '../strings/settings/settingsStrings'),
    ).then(
      ({ settingsStringsFor }) => ({ ...strings, ...settingsStringsFor(locale) }),
      () => strings,
    );
    for (const { path, reason } of problems) {
      console.warn(`[Messaging Controls] setting ${path} was left out. ${reasonIn(table, reason)}`);
    }
    if (isTold) {
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
