// What a person reads of a trace: on the real screen, which asks its backend over a network that ends here, and from the
// command.
import { closePage } from './browser';

import { EventEmitter } from 'node:events';

import React from 'react';
import { act, cleanup, configure, render, screen, within } from '@testing-library/react';
import { Provider } from 'react-redux';

import { printTrace } from '../../setup/src/trace/print';
import { createBackend } from '../../src/backend/createBackend';
import { screenBackend } from '../../src/backend/screenBackend';
import { TraceScreen } from '../../src/components/Trace/TraceScreen';
import type { Trace } from '../../src/contract/trace';
import { PasteInFlex } from '../../src/flex/PasteInFlex';
import type { ScreenContext } from '../../src/PluginContext';
import { readSettings } from '../../src/settings/readSettings';
import { setTraceOf } from '../../src/state/messagingControlsState';
import { en } from '../../src/strings/en';
import { en as words } from '../../src/strings/trace/en';
import { createTranslate } from '../../src/strings/translate';
import { createManager } from '../unit/plugin/support/createManager';

export { closePage };

// Nothing of the screen is ever hidden, and to ask jsdom costs a look at every style sheet.
configure({ defaultHidden: true, asyncUtilTimeout: 10_000 });

const BACKEND = 'https://backend.example.com';

/** Flex's index of workers, as it answers what names belong to SIDs. */
const insightsOf = (names: Record<string, string>) => ({
  instantQuery() {
    const query = new EventEmitter();
    const found = Object.entries(names).map(([sid, name]) => [sid, { worker_sid: sid, friendly_name: name }]);
    const search = () => Promise.resolve(query.emit('searchResult', Object.fromEntries(found)));
    return Promise.resolve(Object.assign(query, { search }));
  },
});

/** What the screen says of it all, and at each step. */
export async function onScreen(
  what: string,
  trace: Trace,
  names: Record<string, string> = {},
): Promise<{ status: string; steps: string[] }> {
  const answers: Record<string, object> = {
    [`${BACKEND}/trace`]: { ok: true, trace },
    [`${BACKEND}/customer-timeline`]: { ok: true, timeline: { conversations: [] } },
  };
  globalThis.fetch = (url) => Promise.resolve(new Response(JSON.stringify(answers[url as string])));
  const { manager } = createManager({ user: { roles: ['supervisor'] }, insightsClient: insightsOf(names) });
  const plugin = {
    flex: {} as ScreenContext['flex'],
    manager,
    settings: readSettings({}).settings,
    backend: screenBackend(createBackend({ backendUrl: BACKEND, token: () => 'token' })),
    locale: 'en',
    t: createTranslate(en),
  };
  render(
    <Provider store={manager.store}>
      <PasteInFlex theme={{}}>
        <TraceScreen plugin={plugin} tt={createTranslate(words)} />
      </PasteInFlex>
    </Provider>,
  );
  act(() => void manager.store.dispatch(setTraceOf(what)));
  const list = await screen.findByRole('list', { name: words.steps });
  await screen.findByRole('button', { name: words.lookAgain });
  // The names come by themselves.
  await act(() => Promise.resolve());
  const steps = within(list)
    .getAllByRole('listitem')
    // A step may list workers.
    .filter(({ parentElement }) => parentElement === list)
    .map(({ textContent }) => textContent ?? '');
  const [status] = screen.getAllByRole('status');
  const said = { status: status?.textContent ?? '', steps };
  cleanup();
  return said;
}

/** What the command prints, by lines. */
export function printed(trace: Trace): string[] {
  const log = jest.spyOn(console, 'log').mockImplementation(() => undefined);
  printTrace(trace);
  const lines = log.mock.calls.map(([line]) => String(line));
  log.mockRestore();
  return lines;
}
