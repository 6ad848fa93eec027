import './support/browser';

import React from 'react';
import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';

import { NotesSection } from '../../../src/components/Notes/NotesSection';
import { PasteInFlex } from '../../../src/flex/PasteInFlex';
import { en } from '../../../src/strings/en';
import { en as words } from '../../../src/strings/notes/en';
import { createPlugin } from './support/createPlugin';
import { json, startBackend } from './support/startBackend';
import type { TestBackend } from './support/startBackend';

let backend: TestBackend;
beforeAll(async () => {
  backend = await startBackend();
});
afterAll(() => backend.close());
beforeEach(() => {
  backend.requests.length = 0;
  backend.routes = { notes: () => json(200, { ok: true, notes: [] }) };
});

/** Another one for each test: the page remembers the notes of a conversation. */
let tests = 0;

function open({ hasTask }: { hasTask: boolean }): void {
  tests += 1;
  const conversationSid = `CH${String(tests).padStart(32, '0')}`;
  const { plugin, set, addTask } = createPlugin({ backendUrl: backend.url });
  set(() => ({ supervisor: {} }) as never);
  if (hasTask)
    addTask({ sid: 'WR1', taskSid: `WT${String(tests).padStart(32, '0')}`, attributes: { conversationSid } });
  render(
    <PasteInFlex theme={{}}>
      <NotesSection plugin={plugin} conversationSid={conversationSid} lastIndex="0" isSupervisor={false} />
    </PasteInFlex>,
  );
}

const note = () => screen.getByLabelText(words.noteLabel, { selector: 'textarea' });

it('a note that cannot be kept, because the task has gone, is not said to be: it stays in its field', async () => {
  open({ hasTask: false });
  await userEvent.type(note(), 'She called twice.');
  await userEvent.click(screen.getByRole('button', { name: words.noteSend }));
  expect(await screen.findByRole('alert')).toHaveTextContent(words.error_NOT_INSIDE);
  expect(note()).toHaveValue('She called twice.');
  expect(screen.queryByText(words.noteSent)).not.toBeInTheDocument();
  expect(backend.requestsTo('notes')).toEqual([]);
});

it('notes that could not be read are asked for again', async () => {
  backend.routes = { notes: () => json(503, { ok: false, error: { code: 'TWILIO_UNAVAILABLE' } }) };
  open({ hasTask: true });
  await screen.findByRole('alert');
  backend.routes = { notes: () => json(200, { ok: true, notes: [] }) };
  await userEvent.click(screen.getByRole('button', { name: en.tryAgain }));
  expect(await screen.findByText(words.noteNone)).toBeInTheDocument();
  expect(screen.queryByRole('alert')).not.toBeInTheDocument();
});
