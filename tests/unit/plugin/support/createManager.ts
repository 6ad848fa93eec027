import { EventEmitter } from 'node:events';

import type * as Flex from '@twilio/flex-ui';
import { combineReducers, createStore } from 'redux';

import { messagingControlsReducer } from '../../../../src/state/messagingControlsState';

interface FlexSlice {
  session: { ssoTokenPayload?: { token: string } };
  view: { isOutboundDialerOpen: boolean };
  /** By SID. */
  chat: { conversations: Record<string, unknown>; conversationInput: Record<string, { inputText: string }> };
  worker: {
    activity: { name: string; available: boolean };
    activities: Map<string, { sid: string; name: string; available: boolean }>;
    tasks: Map<string, Partial<Flex.ITask>>;
  };
}

const initialSlice: FlexSlice = {
  session: { ssoTokenPayload: { token: 'token-1' } },
  view: { isOutboundDialerOpen: false },
  chat: { conversations: {}, conversationInput: {} },
  worker: {
    activity: { name: 'Available', available: true },
    activities: new Map([
      ['WA0', { sid: 'WA0', name: 'Offline', available: false }],
      ['WA1', { sid: 'WA1', name: 'Lunch duty', available: true }],
      ['WA2', { sid: 'WA2', name: 'Available', available: true }],
    ]),
    tasks: new Map(),
  },
};

export interface TestManager {
  manager: Flex.Manager;
  worker: EventEmitter & { reservations: Map<string, unknown>; channels: Map<string, unknown> };
  events: EventEmitter;
  set: (change: (slice: FlexSlice) => Partial<FlexSlice>) => void;
  setActivity: (activity: FlexSlice['worker']['activity']) => void;
  addTask: (task: Partial<Flex.ITask>) => void;
}

/** Flex's Manager exists only after a sign-in, so its data is set up here; the store is a real one. */
export function createManager(given: Record<string, unknown> = {}): TestManager {
  const flex = (slice = initialSlice, action: { type: string; slice?: FlexSlice }) =>
    action.type === 'test/set' && action.slice ? action.slice : slice;
  const store = createStore(combineReducers({ flex, messagingControls: messagingControlsReducer }));
  const worker = Object.assign(new EventEmitter(), { reservations: new Map(), channels: new Map() });
  const events = new EventEmitter();
  const set: TestManager['set'] = (change) => {
    const slice = store.getState().flex;
    store.dispatch({ type: 'test/set', slice: { ...slice, ...change(slice) } });
  };
  return {
    manager: {
      store,
      workerClient: worker,
      conversationsClient: Object.assign(new EventEmitter(), { user: { identity: 'alice' } }),
      events,
      strings: {},
      configuration: {},
      serviceConfiguration: {},
      user: { roles: ['agent'] },
      ...given,
    } as unknown as Flex.Manager,
    worker,
    events,
    set,
    setActivity: (activity) => set(({ worker: slice }) => ({ worker: { ...slice, activity } })),
    addTask: (task) =>
      set(({ worker: slice }) => ({ worker: { ...slice, tasks: new Map(slice.tasks).set(task.sid ?? '', task) } })),
  };
}
