import '../../../support/browser';

import { newRequestId } from '../../../../../../src/actions/newRequestId';
import type { ClientError } from '../../../../../../src/backend/ClientError';
import { emptyDraft } from '../../../../../../src/components/StartConversationPanel/form/draft';
import { outcomeOf } from '../../../../../../src/components/StartConversationPanel/form/outcomeOf';
import { beginning, panelReducer } from '../../../../../../src/components/StartConversationPanel/form/panelState';
import type {
  PanelEvent,
  PanelState,
  StateName,
} from '../../../../../../src/components/StartConversationPanel/form/panelState';

const UUID_V4 = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

const EMPTY = emptyDraft(
  { channel: 'sms', address: '+14155550100', name: 'Customer care' },
  { defaultCountry: undefined },
);
const MARIA = { ...EMPTY, customer: '+12025550101', body: 'Hello Maria' };
const SAM = { ...EMPTY, customer: '+12025550143', customerName: 'Sam', body: 'Hello Sam' };
const PAIR = { channel: 'sms', from: '+14155550100', to: '+12025550143' } as const;
const REFUSAL = { pair: PAIR, error: { code: 'CONVERSATION_OPEN' } } as const;
const NOTICE = { variant: 'error', text: 'It failed.' } as const;

const STATES: readonly StateName[] = ['editing', 'refused', 'uncertain', 'sending', 'sendingAgain', 'waitingForTask'];

/** Sam's form in each state. */
const inState = (name: StateName, more: Partial<PanelState> = {}): PanelState => ({
  ...beginning(SAM, undefined, false),
  name,
  requestId: name === 'editing' ? undefined : 'first',
  ...more,
});

/** Each event once. */
const EVENTS: Record<PanelEvent['type'], PanelEvent> = {
  edit: { type: 'edit', change: { body: 'Hello' } },
  hold: { type: 'hold', kind: 'text' },
  typing: { type: 'typing', isTyping: true },
  focus: { type: 'focus', target: 'message' },
  show: { type: 'show', view: 'scheduled' },
  tell: { type: 'tell', notice: NOTICE },
  close: { type: 'close' },
  upload: { type: 'upload', uploading: { name: 'receipt.pdf', share: 0.5 } },
  prefill: { type: 'prefill', draft: MARIA },
  bringBack: { type: 'bringBack' },
  startOver: { type: 'startOver', draft: EMPTY },
  hinder: { type: 'hinder', errors: { to: 'NUMBER_INVALID' }, target: 'wrongField' },
  send: { type: 'send', requestId: 'second' },
  contentRefused: { type: 'contentRefused', told: { notice: NOTICE } },
  tryRefused: { type: 'tryRefused', told: { notice: NOTICE } },
  unclear: { type: 'unclear', told: { notice: NOTICE } },
  started: { type: 'started' },
  done: { type: 'done', draft: EMPTY },
  end: { type: 'end' },
  remedy: { type: 'remedy', remedy: { conversationSid: 'CH1', remedy: 'join' } },
  remedied: { type: 'remedied' },
  remedyOutcome: { type: 'remedyOutcome', outcome: { key: 'key', notice: NOTICE } },
};

/** The next state of each, in the order of STATES; a dash where the event changes nothing at all. */
const TABLE: Record<PanelEvent['type'], string> = {
  // editing, refused, uncertain, sending, sendingAgain, waitingForTask
  edit: 'editing   editing   -             -               -               -',
  prefill: 'editing   editing   -             -               -               -',
  bringBack: 'editing   editing   -             -               -               -',
  startOver: 'editing   editing   editing       -               -               -',
  hinder: 'editing   refused   uncertain     -               -               -',
  send: 'sending   sending   sendingAgain  -               -               -',
  contentRefused: '-         -         -             refused         refused         -',
  tryRefused: '-         -         -             refused         uncertain       -',
  unclear: '-         -         -             uncertain       uncertain       -',
  started: '-         -         -             waitingForTask  waitingForTask  -',
  done: 'editing   editing   -             editing         editing         editing',
  end: '-         -         -             uncertain       uncertain       uncertain',
  hold: 'editing   refused   uncertain     sending         sendingAgain    waitingForTask',
  typing: 'editing   refused   uncertain     sending         sendingAgain    waitingForTask',
  focus: 'editing   refused   uncertain     sending         sendingAgain    waitingForTask',
  show: 'editing   refused   uncertain     sending         sendingAgain    waitingForTask',
  tell: 'editing   refused   uncertain     sending         sendingAgain    waitingForTask',
  close: 'editing   refused   uncertain     sending         sendingAgain    waitingForTask',
  upload: 'editing   refused   uncertain     sending         sendingAgain    waitingForTask',
  remedy: 'editing   refused   uncertain     sending         sendingAgain    waitingForTask',
  remedied: 'editing   refused   uncertain     sending         sendingAgain    waitingForTask',
  remedyOutcome: 'editing   refused   uncertain     sending         sendingAgain    waitingForTask',
};

const CELLS = Object.entries(TABLE).flatMap(([type, row]) =>
  row.split(/\s+/).map((next, column) => [type as PanelEvent['type'], STATES[column] as StateName, next] as const),
);

describe('the panel’s state', () => {
  it.each(CELLS)('%s in %s: %s', (type, name, next) => {
    const before = inState(name, { putAside: MARIA });
    const after = panelReducer(before, EVENTS[type]);
    if (next === '-') {
      expect(after).toBe(before);
    } else {
      expect(after).not.toBe(before);
      expect(after.name).toBe(next);
    }
  });

  describe('one request id stands for one content', () => {
    const after = (...events: PanelEvent[]) => events.reduce(panelReducer, inState('editing'));
    const refused = { type: 'contentRefused', told: { notice: NOTICE } } as const;
    const send = (requestId: string) => ({ type: 'send', requestId }) as const;

    it('it is a UUID v4, another one each time', () => {
      const ids = Array.from({ length: 50 }, newRequestId);
      expect(new Set(ids).size).toBe(50);
      for (const id of ids) {
        expect(id).toMatch(UUID_V4);
      }
    });

    it('is kept for the same content after a refusal, and is new for another', () => {
      expect(after(send('first'), refused, send('second')).requestId).toBe('first');
      expect(after(send('first'), refused, EVENTS.edit, send('second')).requestId).toBe('second');
    });

    it('is kept while nobody knows what came of it, whatever comes, until the form is started over', () => {
      const unclear = after(send('first'), EVENTS.unclear);
      // These come of what is sent again.
      const settling: PanelEvent['type'][] = ['startOver', 'contentRefused', 'done'];
      const others = Object.values(EVENTS).filter(({ type }) => !settling.includes(type));
      expect(others.reduce(panelReducer, unclear)).toMatchObject({ requestId: 'first', draft: SAM });
      expect(panelReducer(unclear, EVENTS.startOver).requestId).toBeUndefined();
    });

    it('goes with what was sent', () => {
      expect(after(send('first'), EVENTS.started, EVENTS.done)).toMatchObject({
        name: 'editing',
        requestId: undefined,
        draft: EMPTY,
      });
    });

    it('is that of the kept form which may have been sent', () => {
      expect(beginning(SAM, 'first', true).name).toBe('uncertain');
      expect(beginning(SAM, undefined, true).name).toBe('editing');
    });
  });

  it('a change takes with it what belonged to another customer, and the errors at its field', () => {
    const of = {
      reuseConversationSid: 'CH1',
      timeZone: 'America/New_York',
      otherAddresses: '[]',
      customerTimeZone: 'UTC',
    };
    const before = inState('editing', {
      draft: { ...SAM, ...of },
      fieldErrors: { to: 'NUMBER_INVALID', body: 'MESSAGE_EMPTY' },
      isKept: true,
    });
    expect(panelReducer(before, { type: 'edit', change: { customer: MARIA.customer } })).toMatchObject({
      draft: {
        ...SAM,
        customer: MARIA.customer,
        reuseConversationSid: undefined,
        timeZone: '',
        otherAddresses: undefined,
        customerTimeZone: undefined,
      },
      fieldErrors: { body: 'MESSAGE_EMPTY' },
      isKept: false,
    });
    expect(panelReducer(before, EVENTS.edit).draft).toMatchObject(of);
  });

  it('puts aside what was begun when another part fills the form in, and brings it back', () => {
    const filled = panelReducer(inState('editing'), EVENTS.prefill);
    expect(filled).toMatchObject({ draft: MARIA, putAside: SAM, focusRequest: { target: 'customer' } });
    expect(panelReducer(filled, EVENTS.bringBack)).toMatchObject({ draft: SAM, putAside: MARIA });
    expect(panelReducer(inState('editing', { draft: EMPTY }), EVENTS.prefill).putAside).toBeUndefined();
    const nothing = inState('editing');
    expect(panelReducer(nothing, EVENTS.bringBack)).toBe(nothing);
  });

  it('tells an error where it belongs, asks for the focus there, and leaves it when the message is sent again', () => {
    const atField = panelReducer(inState('sending'), {
      type: 'contentRefused',
      told: { fieldErrors: { to: 'NUMBER_INVALID' } },
    });
    expect(atField).toMatchObject({ fieldErrors: { to: 'NUMBER_INVALID' }, focusRequest: { target: 'wrongField' } });
    const above = panelReducer(inState('sending', { view: 'scheduled' }), {
      type: 'contentRefused',
      told: { notice: NOTICE },
      refusal: REFUSAL,
    });
    expect(above).toMatchObject({
      notice: NOTICE,
      refusal: REFUSAL,
      view: 'form',
      focusRequest: { target: 'notice' },
    });
    expect(panelReducer(above, EVENTS.send)).toMatchObject({ notice: undefined, fieldErrors: {}, refusal: REFUSAL });
  });

  it('says what was kept when it was closed, and only if there was something', () => {
    expect(panelReducer(inState('editing'), EVENTS.close).isKept).toBe(true);
    expect(panelReducer(inState('editing', { draft: EMPTY }), EVENTS.close).isKept).toBe(false);
    // Where the focus had to go before is nothing to who opens it again.
    expect(panelReducer(panelReducer(inState('editing'), EVENTS.focus), EVENTS.close).focusRequest).toBeUndefined();
  });

  it('does one thing at a time about an open conversation', () => {
    const under = panelReducer(inState('editing'), EVENTS.remedy);
    expect(panelReducer(under, EVENTS.remedy)).toBe(under);
    expect(panelReducer(panelReducer(under, EVENTS.remedied), EVENTS.remedy).remedy).toEqual({
      conversationSid: 'CH1',
      remedy: 'join',
    });
  });

  it('forgets a file’s upload with the file', () => {
    const uploading = panelReducer(inState('editing'), EVENTS.upload);
    for (const event of [EVENTS.startOver, { type: 'edit', change: { file: undefined } } as const]) {
      expect(panelReducer(uploading, event).uploading).toBeUndefined();
    }
  });
});

type Code = ClientError['code'];
const contentRefused: Code[] = [
  'REQUEST_INVALID',
  'NUMBER_INVALID',
  'NUMBER_IS_OURS',
  'SENDER_NOT_ALLOWED',
  'SENDER_NOT_SCHEDULABLE',
  'MESSAGE_EMPTY',
  'MESSAGE_TOO_LONG',
  'CONVERSATION_OPEN',
  'TWILIO_REFUSED',
  'NUMBER_CANNOT_RECEIVE',
  'TEMPLATE_VARIABLES_MISSING',
  'FILE_NOT_ALLOWED',
];
const tryRefused: Code[] = [
  'TOKEN_REFUSED',
  'WORKER_UNKNOWN',
  'SETTINGS_WRONG',
  'ACTION_CANCELLED',
  // What is not allowed now may have been when an earlier try came.
  'OPTED_OUT',
  'CONSENT_MISSING',
  'QUIET_HOURS',
  'SUPERVISOR_ONLY',
  'WINDOW_CLOSED',
  'TEMPLATE_NOT_APPROVED',
  'QUEUE_NOT_ALLOWED',
  'SEND_TIME_INVALID',
  'CONVERSATION_CHANGED',
  'CHANNEL_REFUSED',
];
const unclear: Code[] = [
  'BACKEND_UNREACHABLE',
  'BACKEND_UNEXPECTED',
  'REQUEST_IN_PROGRESS',
  'TWILIO_UNAVAILABLE',
  'LEFT_HALF_DONE',
  'INTERNAL',
];

describe('what a refusal says about what was sent', () => {
  it.each(contentRefused)('%s: nothing was done, by an earlier try neither, since it was the same content', (code) => {
    expect(outcomeOf(code)).toBe('contentRefused');
  });

  it.each(tryRefused)('%s: nothing was done, which does not settle an earlier try of unknown outcome', (code) => {
    expect(outcomeOf(code)).toBe('tryRefused');
  });

  it.each(unclear)('%s: it may have been carried out', (code) => {
    expect(outcomeOf(code)).toBe('unclear');
  });
});
