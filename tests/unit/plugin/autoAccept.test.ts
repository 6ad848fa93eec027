import * as Flex from '@twilio/flex-ui';

import { asksForAutoAccept, isAcceptedByFlex, registerAutoAccept } from '../../../src/actions/autoAccept';
import type { PluginContext } from '../../../src/PluginContext';
import { readSettings } from '../../../src/settings/readSettings';
import { createManager } from './support/createManager';

const task = (given: Record<string, unknown>) => ({
  attributes: {} as Record<string, unknown>,
  routingTarget: '',
  taskChannelUniqueName: 'chat',
  ...given,
});
const WORKER = 'WK1';

describe('auto-accept', () => {
  it.each([
    [{ autoAnswer: true }, true],
    [{ autoAnswer: 'true' }, true],
    [{ autoAnswer: false }, false],
    [{ autoAnswer: 'false' }, false],
    [{ autoAnswer: 1 }, false],
    [{}, false],
    [null, false],
    [undefined, false],
  ])('attributes %p ask for it: %p', (attributes, expected) => {
    expect(asksForAutoAccept(task({ attributes }))).toBe(expected);
  });

  const outbound = { direction: 'outbound' };
  const interaction = { flexInteractionChannelSid: 'UO1' };
  it.each([
    ['outbound interaction with target', { attributes: { ...outbound, ...interaction }, routingTarget: WORKER }, true],
    ['outbound interaction without target', { attributes: { ...outbound, ...interaction } }, false],
    [
      'inbound interaction with target',
      { attributes: { direction: 'inbound', ...interaction }, routingTarget: WORKER },
      false,
    ],
    ['outbound chat without interaction', { attributes: outbound, routingTarget: WORKER }, false],
    [
      'outbound e-mail by task channel',
      { attributes: outbound, routingTarget: WORKER, taskChannelUniqueName: 'email' },
      true,
    ],
    [
      'outbound e-mail by attribute',
      { attributes: { ...outbound, channelType: 'email' }, routingTarget: WORKER },
      true,
    ],
    ['outbound call', { attributes: outbound, routingTarget: WORKER, taskChannelUniqueName: 'voice' }, true],
    [
      'outbound call being transferred',
      { attributes: outbound, routingTarget: WORKER, taskChannelUniqueName: 'voice', transfers: { incoming: {} } },
      false,
    ],
    ['no attributes', { attributes: null, routingTarget: WORKER }, false],
  ])('Flex accepts %s by itself: %p', (_, given, expected) => {
    expect(isAcceptedByFlex(task(given))).toBe(expected);
  });

  describe('listening', () => {
    let calls: string[];
    let refusal: Error | undefined;
    const reservation = (sid: string, given: Record<string, unknown>, status = 'pending') => ({
      sid,
      status,
      task: task(given),
    });
    const wanted = { attributes: { autoAnswer: 'true' } };
    const accepted = () => new Promise((resolve) => setTimeout(resolve));

    beforeEach(() => {
      // Flex itself logs an action that was rejected.
      jest.spyOn(console, 'error').mockImplementation(() => undefined);
      calls = [];
      refusal = undefined;
      Flex.Actions.registerAction('AcceptTask', (payload) => {
        calls.push(`accept ${(payload as { sid: string }).sid}`);
        return refusal ? Promise.reject(refusal) : Promise.resolve();
      });
      Flex.Actions.registerAction('SelectTask', (payload) => {
        calls.push(`select ${(payload as { sid: string }).sid}`);
        return Promise.resolve();
      });
    });

    afterEach(() => jest.restoreAllMocks());

    const start = (settings: unknown = {}) => {
      const world = createManager();
      const context = {
        flex: Flex,
        manager: world.manager,
        settings: readSettings(settings).settings,
      } as PluginContext;
      return { ...world, stop: registerAutoAccept(context) };
    };

    it('accepts, then selects, what asks for it, and nothing else', async () => {
      const { worker } = start();
      worker.emit('reservationCreated', reservation('WR1', {}));
      worker.emit('reservationCreated', reservation('WR2', wanted));
      worker.emit(
        'reservationCreated',
        reservation('WR3', { attributes: { autoAnswer: 'true', ...outbound, ...interaction }, routingTarget: WORKER }),
      );
      await accepted();
      expect(calls).toEqual(['accept WR2', 'select WR2']);
    });

    it('accepts what was waiting before the page was loaded, outbound tasks too', async () => {
      const { worker, events } = start();
      worker.reservations.set('WR1', reservation('WR1', wanted));
      worker.reservations.set('WR2', reservation('WR2', wanted, 'accepted'));
      worker.reservations.set('WR3', reservation('WR3', {}));
      worker.reservations.set(
        'WR4',
        reservation('WR4', { attributes: { autoAnswer: true, ...outbound, ...interaction }, routingTarget: WORKER }),
      );
      await accepted();
      expect(calls).toEqual([]);
      events.emit('pluginsInitialized');
      await accepted();
      expect(calls).toEqual(expect.arrayContaining(['accept WR1', 'select WR1', 'accept WR4', 'select WR4']));
      expect(calls).toHaveLength(4);
    });

    it('selects a task that somebody else has accepted', async () => {
      const { worker } = start();
      refusal = new Error('Reservation WR1 is not in pending state');
      worker.emit('reservationCreated', reservation('WR1', wanted));
      await accepted();
      expect(calls).toEqual(['accept WR1', 'select WR1']);
    });

    it('leaves a task that cannot be accepted', async () => {
      const warn = jest.spyOn(console, 'warn').mockImplementation(() => undefined);
      const { worker } = start();
      refusal = new Error('no network');
      worker.emit('reservationCreated', reservation('WR1', wanted));
      await accepted();
      expect(calls).toEqual(['accept WR1']);
      expect(warn).toHaveBeenCalledWith(expect.stringContaining('[Messaging Controls]'), expect.anything());
    });

    it('can be switched off by setting and ended', () => {
      expect(start({ autoAccept: { autoAnswer: false } }).worker.listenerCount('reservationCreated')).toBe(0);
      const { worker, events, stop } = start();
      expect(worker.listenerCount('reservationCreated')).toBe(1);
      stop();
      expect(worker.listenerCount('reservationCreated')).toBe(0);
      expect(events.listenerCount('pluginsInitialized')).toBe(0);
    });
  });
});
