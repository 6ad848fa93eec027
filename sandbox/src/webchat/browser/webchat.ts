// The chat in the corner of the website: a form first, then the conversation.

import { installRedirect } from '../../host/browser/installRedirect';
import { forgetChat, signIn, startChat, storedChat } from './chatServer';
import type { ChatPass } from './chatServer';
import { GuestChat } from './GuestChat';
import { MessageList } from './MessageList';
import { openChatOf } from './openChatOf';

installRedirect(window);

/** What Flex takes in one message of a web chat. https://www.twilio.com/docs/flex/developer/conversations/limits */
const LARGEST_FILE_BYTES = 16 * 1024 * 1024;

function byId<T extends HTMLElement>(id: string): T {
  const found = document.getElementById(id);
  if (!found) throw new Error(`the page has no #${id}`);
  return found as T;
}

const widget = byId('chat');
const launcher = byId<HTMLButtonElement>('launcher');
const launcherText = byId('launcher-text');
const presence = byId('presence');
const form = byId<HTMLFormElement>('pre-engagement');
const conversation = byId('conversation');
const log = byId('log');
const activity = byId('activity');
const composer = byId<HTMLFormElement>('composer');
const body = byId<HTMLTextAreaElement>('body');
const file = byId<HTMLInputElement>('file');
const ended = byId('ended');
const problem = byId('problem');

let chat: GuestChat | undefined;

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

function tell(text: string): void {
  problem.textContent = text;
  problem.hidden = text === '';
}

const isSeen = (): boolean => !widget.hidden && document.visibilityState === 'visible';

/** What the guest sees counts as read; of what they do not, the launcher shows the number. */
function noteReading(): void {
  if (!chat) return;
  if (isSeen()) chat.markRead();
  const unread = isSeen() ? 0 : chat.unread;
  launcherText.textContent = unread > 0 ? `Chat with us, ${unread} unread` : 'Chat with us';
}

function open(isOpen: boolean): void {
  widget.hidden = !isOpen;
  launcher.setAttribute('aria-expanded', String(isOpen));
  if (!isOpen) return launcher.focus();
  const first = chat ? (chat.isEnded ? byId('again') : body) : byId('friendlyName');
  first.focus();
  log.scrollTop = log.scrollHeight;
  noteReading();
}

function showForm(): void {
  form.hidden = false;
  conversation.hidden = true;
  presence.textContent = '';
  activity.textContent = '';
}

function showEnded(): void {
  const hadFocus = composer.contains(document.activeElement);
  composer.hidden = true;
  ended.hidden = false;
  activity.textContent = '';
  presence.textContent = 'Ended';
  if (hadFocus) byId('again').focus();
}

async function leave(): Promise<void> {
  const old = chat;
  chat = undefined;
  forgetChat();
  showForm();
  await old?.close();
}

async function enter(pass: ChatPass): Promise<void> {
  const list = new MessageList(byId('messages'));
  const typing = new Set<string>();
  let isHere = false;
  const showPresence = (): void => {
    if (!chat || chat.isEnded) return;
    const { others } = chat;
    presence.textContent = others.length > 0 ? others.join(', ') : 'Waiting for somebody to join';
    list.showRead(chat.readByOthers);
  };
  const entered = GuestChat.open(pass, {
    onMessage(message) {
      // Messages come while the chat opens, too; the chat that shows them is there by then.
      void entered.then((opened) => {
        list.show(message, opened.nameOf(message.author), opened.isOwn(message));
        list.showRead(opened.readByOthers);
        log.scrollTop = log.scrollHeight;
        if (isHere) noteReading();
      });
    },
    onParticipants: showPresence,
    onTyping(name, isTyping) {
      if (isTyping) typing.add(name);
      else typing.delete(name);
      activity.textContent = typing.size > 0 ? `${[...typing].join(', ')} is typing…` : '';
    },
    onConnection(isConnected) {
      tell(isConnected ? '' : 'No connection; trying again…');
    },
    onEnded: showEnded,
    onExpired() {
      leave().catch((error: unknown) => console.warn(error));
      tell('You were away for long, so this chat is over for you. You can start a new one.');
    },
  });
  chat = await entered;
  isHere = true;
  form.hidden = true;
  conversation.hidden = false;
  composer.hidden = false;
  ended.hidden = true;
  showPresence();
  if (chat.isEnded) showEnded();
  noteReading();
}

async function begin(): Promise<void> {
  const fields = Object.fromEntries(new FormData(form));
  await enter(await startChat(fields, widget.dataset['address'] ?? ''));
  form.reset();
  body.focus();
}

async function resume(pass: ChatPass): Promise<void> {
  try {
    await enter(pass);
    open(true);
  } catch (error) {
    // A sandbox that was begun anew does not know the chat any more. The guest may have begun another meanwhile.
    console.warn(error);
    if (storedChat()?.conversationSid === pass.conversationSid) forgetChat();
  }
}

/** Somebody may write to a guest who is signed in without being asked. */
async function waitForChat(identity: string): Promise<void> {
  const pass = await signIn(identity);
  const listening = (): void => void (widget.dataset['listening'] = 'true');
  await enter({ ...pass, conversationSid: await openChatOf(pass.token, listening) });
}

/** Runs what the guest asked for, and tells them where it fails. */
function attempt(action: () => Promise<void>, ifItFails: (reason: string) => void): void {
  tell('');
  action().catch((error: unknown) => ifItFails(messageOf(error)));
}

function send(): void {
  const written = body.value.trim();
  if (!written || !chat) return;
  const to = chat;
  body.value = '';
  attempt(
    () => to.send(written),
    (reason) => {
      body.value ||= written;
      tell(`Not sent: ${reason}`);
    },
  );
}

launcher.addEventListener('click', () => open(Boolean(widget.hidden)));
byId('minimise').addEventListener('click', () => open(false));
widget.addEventListener('keydown', (event) => {
  if (event.key === 'Escape') open(false);
});
document.addEventListener('visibilitychange', noteReading);

form.addEventListener('submit', (event) => {
  event.preventDefault();
  const button = form.querySelector('button');
  if (button) button.disabled = true;
  attempt(
    () => begin().finally(() => button && (button.disabled = false)),
    (reason) => tell(`The chat could not be started: ${reason}`),
  );
});
composer.addEventListener('submit', (event) => {
  event.preventDefault();
  send();
  body.focus();
});
body.addEventListener('keydown', (event) => {
  if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return;
  event.preventDefault();
  composer.requestSubmit();
});
body.addEventListener('input', () => chat?.typing());
file.addEventListener('change', () => {
  const chosen = file.files?.[0];
  const to = chat;
  file.value = '';
  if (!chosen || !to) return;
  if (chosen.size > LARGEST_FILE_BYTES) return tell('A file may have 16 MB at most.');
  attempt(
    () => to.sendFile(chosen),
    (reason) => tell(`${chosen.name} was not sent: ${reason}`),
  );
});
byId('again').addEventListener('click', () => {
  attempt(leave, tell);
  byId('friendlyName').focus();
});

const guest = widget.dataset['guest'];
const stored = storedChat();
if (guest) attempt(() => waitForChat(guest), tell);
else if (stored) void resume(stored);
