import type { Step } from '../../Step';
import { exists, note, wrong } from '../../Step';
import type { DoctorAccount } from '../DoctorAccount';

/** The lowest version of Flex UI that is supported. */
const LOWEST = '2.8.3';

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
  const lowest = LOWEST.split('.').map(Number);
  const at = lowest.findIndex((part, index) => given[index] !== part);
  if (at === -1 || given[at]! > lowest[at]!) return Promise.resolve([exists(what)]);
  return Promise.resolve([
    wrong(what, `Messaging Controls needs ${LOWEST} or later. Choose it under Flex > Manage > Release versions.`),
  ]);
}
