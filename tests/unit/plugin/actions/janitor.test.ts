import '../support/browser';

import * as Flex from '@twilio/flex-ui';

import { askForSweeps } from '../../../../src/actions/janitor';
import { createBackend } from '../../../../src/backend/createBackend';
import { readSettings } from '../../../../src/settings/readSettings';
import { en } from '../../../../src/strings/en';
import { createTranslate } from '../../../../src/strings/translate';
import { createManager } from '../support/createManager';
import { json, startBackend } from '../support/startBackend';
import type { TestBackend } from '../support/startBackend';

const MINUTE = 60_000;
const realTimeout = window.setTimeout.bind(window);

describe('asking for sweeps', () => {
  let server: TestBackend;
  let stop = (): void => undefined;
  beforeAll(async () => {
    server = await startBackend();
  });
  afterAll(() => server.close());
  beforeEach(() => {
    server.requests.length = 0;
    server.answer = () => json(200, { ok: true, isSwept: true, findings: [], isComplete: true });
    jest.useFakeTimers();
    // As soon as it may be, each time.
    jest.spyOn(Math, 'random').mockReturnValue(0);
  });
  afterEach(() => {
    stop();
    jest.restoreAllMocks();
    jest.useRealTimers();
  });

  const start = (janitor: object = {}) => {
    const world = createManager();
    const { settings } = readSettings({ backendUrl: server.url, janitor });
    const token = () => world.manager.store.getState().flex.session.ssoTokenPayload?.token ?? '';
    const backend = createBackend({ backendUrl: server.url, token });
    stop = askForSweeps({ ...world, flex: Flex, settings, backend, locale: 'en', t: createTranslate(en) });
    return world;
  };
  const visible = (state: DocumentVisibilityState) =>
    jest.spyOn(document, 'visibilityState', 'get').mockReturnValue(state);
  const pass = (minutes: number) => void jest.advanceTimersByTime(minutes * MINUTE);
  /** All that have come, once this many have. */
  const asked = async (count: number) => {
    while (server.requests.length < count) await new Promise((resolve) => realTimeout(resolve, 10));
    return server.requests;
  };

  it('waits for a minute at least, and goes on', async () => {
    start();
    pass(0.99);
    expect(server.requests).toEqual([]);
    pass(0.01);
    await asked(1);
    pass(1);
    const request = { path: '/janitor', fields: { Token: 'token-1' } };
    expect(await asked(2)).toMatchObject([request, request]);
  });

  it('asks every ten minutes on average', async () => {
    jest.spyOn(Math, 'random').mockReturnValue(0.5);
    start();
    expect(jest.getTimerCount()).toBe(1);
    const waits = jest.spyOn(window, 'setTimeout');
    pass(10);
    expect(waits).toHaveBeenCalledWith(expect.any(Function), 10 * MINUTE);
    await asked(1);
  });

  it('asks for nothing while nobody looks at the page, or is signed in', async () => {
    const { set } = start();
    const page = visible('hidden');
    pass(3);
    page.mockReturnValue('visible');
    set(() => ({ session: {} }));
    pass(3);
    set(() => ({ session: { ssoTokenPayload: { token: 'token-2' } } }));
    pass(1);
    expect(await asked(1)).toMatchObject([{ fields: { Token: 'token-2' } }]);
  });

  it('asks for nothing where the settings switch it off, or name no backend', () => {
    start({ isOn: false });
    expect(jest.getTimerCount()).toBe(0);
    const world = createManager();
    const { settings } = readSettings({});
    stop = askForSweeps({ ...world, flex: Flex, settings, backend: undefined, locale: 'en', t: createTranslate(en) });
    expect(jest.getTimerCount()).toBe(0);
  });

  it('leaves a failure to the console', async () => {
    const warn = jest.spyOn(console, 'warn').mockImplementation(() => undefined);
    server.answer = () => json(503, { ok: false, error: { code: 'TWILIO_UNAVAILABLE' } });
    start();
    pass(1);
    await asked(1);
    while (warn.mock.calls.length === 0) {
      await new Promise((resolve) => realTimeout(resolve, 10));
      // By which fetch hands the answer on.
      pass(0);
    }
    expect(warn.mock.calls).toEqual([[expect.stringContaining('left alone'), 'TWILIO_UNAVAILABLE']]);
  });
});
