import type { Step } from '../../Step';
import { exists, note, wrong } from '../../Step';
import type { DoctorAccount } from '../DoctorAccount';

/** From here on Flex accepts an agent's own outbound task by itself. */
const LOWEST = [2, 9, 1] as const;

/** https://www.twilio.com/docs/flex/release-notes/version-control */
export function flexUi({ configuration }: DoctorAccount): Promise<Step[]> {
  const { ui_version: version } = configuration;
  const [, ...parts] = /(\d+)\.(\d+)(?:\.(\d+))?/.exec(version ?? '') ?? [];
  const what = `Flex UI ${version ?? ''}`.trim();
  if (parts.length === 0) {
    return Promise.resolve([
      note(what, 'Twilio doesn’t say which version it is. See Flex > Manage > Release versions.'),
    ]);
  }
  // A pin without a patch number takes the latest patch.
  const given = parts.map((part) => (part === undefined ? Infinity : Number(part)));
  const at = LOWEST.findIndex((lowest, index) => given[index] !== lowest);
  if (at === -1 || given[at]! > LOWEST[at]!) return Promise.resolve([exists(what)]);
  return Promise.resolve([
    wrong(
      what,
      `Messaging Controls needs ${LOWEST.join('.')} or later. Choose it under Flex > Manage > Release versions.`,
    ),
  ]);
}
