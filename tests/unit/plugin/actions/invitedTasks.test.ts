import '../support/browser';

import type { PeopleRequest } from '../../../../src/contract/people';
import type { PluginContext } from '../../../../src/PluginContext';
import { startBackend } from '../support/startBackend';

const invite = (taskSid: string): PeopleRequest => ({
  act: 'invite',
  taskSid,
  invitee: `WK${'0'.repeat(32)}`,
  handOver: 'whenJoined',
  note: '',
});

/** The modules as after a reload of the tab. */
async function reloaded() {
  jest.resetModules();
  const { mayHaveInvited, rememberInvite } = await import('../../../../src/actions/invitedTasks');
  const { askForAct } = await import('../../../../src/actions/peopleActs');
  const { createBackend } = await import('../../../../src/backend/createBackend');
  return { mayHaveInvited, rememberInvite, askForAct, createBackend };
}

beforeEach(() => {
  sessionStorage.clear();
  jest.spyOn(console, 'error').mockImplementation(() => undefined);
  jest.spyOn(console, 'warn').mockImplementation(() => undefined);
  jest.spyOn(console, 'debug').mockImplementation(() => undefined);
});
afterEach(() => jest.restoreAllMocks());

it('an invite whose answer is lost may be under way, over a reload too', async () => {
  const { askForAct, createBackend, mayHaveInvited } = await reloaded();
  const server = await startBackend();
  await server.close();
  const backend = createBackend({ backendUrl: server.url, token: () => 'token' });
  const answer = await askForAct({ backend } as PluginContext, invite('WT1'));
  expect(answer).toEqual({ ok: false, error: { code: 'BACKEND_UNREACHABLE' } });
  expect([mayHaveInvited('WT1'), mayHaveInvited('WT2')]).toEqual([true, false]);
  expect((await reloaded()).mayHaveInvited('WT1')).toBe(true);
});

it('is known in this page where storage is forbidden', async () => {
  jest.spyOn(Storage.prototype, 'getItem').mockImplementation(() => {
    throw new DOMException('forbidden', 'SecurityError');
  });
  jest.spyOn(Storage.prototype, 'setItem').mockImplementation(() => {
    throw new DOMException('forbidden', 'SecurityError');
  });
  const { mayHaveInvited, rememberInvite } = await reloaded();
  expect(mayHaveInvited('WT1')).toBe(false);
  rememberInvite('WT1');
  expect(mayHaveInvited('WT1')).toBe(true);
});
