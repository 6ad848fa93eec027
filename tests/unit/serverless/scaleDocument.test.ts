import fs from 'node:fs';
import path from 'node:path';

const read = (name: string): string => fs.readFileSync(path.resolve(__dirname, '../../../docs', name), 'utf8');

/** The columns of docs/scale.md, by what a call is named in docs/failures.md. */
function columnOf(call: string): number {
  const [method, address = ''] = call.replace(/ \(\d+\)$/, '').split(' ');
  const [resource = ''] = address.split('/');
  if (['Conversations', 'ConversationWithParticipants', 'ParticipantConversations'].includes(resource)) {
    return method === 'GET' ? 0 : 1;
  }
  if (resource === 'Interactions') return 2;
  if (address === 'Tasks') return 4;
  if (resource === 'Tasks') return 3;
  return ['Documents', 'Lists', 'Maps'].includes(resource) ? 5 : 6;
}

/** Of each path, the calls of each column and of all. */
function counted(): Map<string, number[]> {
  const paths = read('failures.md').split(/^## /m).slice(1);
  return new Map(
    paths.map((section) => {
      const [, listed = ''] = /^Calls: (.*)$/m.exec(section) ?? [];
      const calls = [...listed.matchAll(/`([^`]+)`/g)].map(([, call]) => call!);
      const counts = Array.from({ length: 7 }, (_, column) => calls.filter((call) => columnOf(call) === column).length);
      return [section.split('\n')[0]!, [...counts, calls.length]];
    }),
  );
}

/** Of each path in docs/scale.md, its cells. */
const told = (): Map<string, number[]> =>
  new Map(
    [...read('scale.md').matchAll(/^\| (`POST [^|]*?) *\|(.*)\|$/gm)].map(([, name, cells]) => [
      name!.replaceAll('`', ''),
      cells!.split('|').map(Number),
    ]),
  );

it('docs/scale.md counts what each path really asks of Twilio', () => {
  expect(told()).toEqual(counted());
});

it('no path searches TaskRouter, which answers three times a second', () => {
  const searching = [...counted()].filter(([, counts]) => counts[4]! > 0).map(([name]) => name);
  expect(searching).toEqual([]);
});
