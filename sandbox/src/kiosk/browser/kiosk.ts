import { installRedirect } from '../../host/browser/installRedirect';
import { GuestChat } from '../../webchat/browser/GuestChat';
import { MessageList } from '../../webchat/browser/MessageList';

installRedirect(window);

const find = <Type extends HTMLElement = HTMLElement>(id: string): Type => document.getElementById(id) as Type;

const call = find<HTMLButtonElement>('call');
const composer = find<HTMLFormElement>('composer');
const body = find<HTMLInputElement>('body');
let chat: GuestChat | undefined;

const show = (id: string, isShown: boolean): void => void (find(id).hidden = !isShown);

function tell(error: unknown): void {
  console.error(error);
  find('problem').textContent = 'That did not work. Please try again.';
  show('problem', true);
}

function end(): void {
  show('composer', false);
  find('ended').textContent = 'This conversation has ended. Good-bye!';
  show('call', true);
  chat?.close().catch((error: unknown) => console.warn(error));
  chat = undefined;
}

async function start(): Promise<void> {
  call.disabled = true;
  show('problem', false);
  try {
    const response = await fetch('/sandbox/kiosk/visits', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ place: 'Hall B' }),
    });
    if (!response.ok) throw new Error(response.statusText);
    const pass = (await response.json()) as { token: string; conversationSid: string };
    const list = new MessageList(find('messages'));
    // A visit is shorter than its token lasts.
    chat = await GuestChat.open(
      { ...pass, expiration: Infinity },
      {
        onMessage: (message) => {
          const isOwn = message.author?.startsWith('kiosk-') ?? false;
          list.show(message, chat?.nameOf(message.author) ?? '', isOwn);
        },
        onParticipants: () => undefined,
        onTyping: () => undefined,
        onConnection: () => undefined,
        onEnded: end,
        onExpired: end,
      },
    );
    find('ended').textContent = '';
    show('call', false);
    show('visit', true);
    show('composer', true);
    body.focus();
  } catch (error) {
    tell(error);
  } finally {
    call.disabled = false;
  }
}

call.addEventListener('click', () => void start());
// A touch before this would be lost.
call.disabled = false;
composer.addEventListener('submit', (event) => {
  event.preventDefault();
  const text = body.value.trim();
  if (!chat || text === '') return;
  body.value = '';
  chat.send(text).catch(tell);
});
