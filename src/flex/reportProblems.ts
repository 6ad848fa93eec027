import { loadChunk } from '../chunks/loadChunk';
import type { PluginContext } from '../PluginContext';
import type { SettingsReason } from '../settings/settingsParts';
import type { SettingsProblem } from '../settings/settingsSchema';
import type { StartStringTable } from '../strings/StringTable';
import { registerNotification } from './notifications';
import { looksAfterSettings } from './session';

const NOTIFICATION = 'MessagingControlsSettingsProblems';

/** The reason's own name where its sentence is not there: what may be wrong with the backend's address always is. */
const reasonIn = (table: Partial<Record<string, string>>, reason: SettingsReason): string =>
  table[`settings_${reason}`] ?? `(${reason})`;

/**
 * Every problem with what the plugin goes by stands in the console; who looks after settings is told of all that there
 * are, the backend's too, once. Begins when Flex has started.
 */
export function reportProblems(
  plugin: PluginContext,
  strings: StartStringTable,
  problems: SettingsProblem[],
  given: { raw: unknown; channelNames: readonly string[] },
): void {
  const { flex, locale, manager } = plugin;
  const isTold = looksAfterSettings(manager);
  if (problems.length === 0 && !isTold) {
    return;
  }
  if (isTold) {
    registerNotification(plugin, {
      id: NOTIFICATION,
      template: strings.settingsProblems,
      type: flex.NotificationType.warning,
    });
  }
  const report = async () => {
    const { found, table } = await loadChunk(
      () => import(/* webpackChunkName: "settings" */ '../settings/allSettings'),
    ).then(
      ({ readSettings, settingsStringsFor }) => ({
        found: readSettings(given.raw, given.channelNames).problems,
        table: { ...strings, ...settingsStringsFor(locale) },
      }),
      () => ({ found: problems, table: strings }),
    );
    for (const { path, reason } of found) {
      console.warn(`[Messaging Controls] setting ${path} was left out. ${reasonIn(table, reason)}`);
    }
    const [first] = found;
    if (isTold && first) {
      flex.Notifications.showNotification(NOTIFICATION, {
        count: found.length,
        path: first.path,
        reason: reasonIn(table, first.reason),
      });
    }
  };
  manager.events.addListener('pluginsInitialized', () => void report());
}
