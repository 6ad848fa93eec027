import type { Twilio } from 'twilio';

import { optOutChangeOf } from '../../../../serverless/src/compliance/optOutWords';
import type { MessagingEvent } from '../../../../serverless/src/compliance/optOutEvents';
import type { FlexConfiguration } from '../../../../serverless/src/settings/flexConfiguration';
import { readSettings } from '../../../../src/settings/readSettings';

const record = { kind: 'record', cause: 'STOP' };
const remove = { kind: 'remove' };

/** Of a message that no conversation holds there is nothing to ask Twilio, but for the settings. */
async function changeOf(event: MessagingEvent, consent: object = {}, asked = jest.fn()) {
  const settings = readSettings({ consent }).settings;
  const read = await optOutChangeOf({} as Twilio, event, () => {
    asked();
    return Promise.resolve({ ok: true, value: { settings } as FlexConfiguration });
  });
  return read.ok ? read.value : read;
}

const ELSEWHERE: [source: string, author: string][] = [
  ['WHATSAPP', 'whatsapp:+5215512345678'],
  ['WHATSAPP', 'whatsapp:US.13491208655302741918'],
  ['RCS', 'rcs:+12025550143'],
  ['MESSENGER', 'messenger:12025550143'],
  ['APPLE', 'apple:urn:mbid:12025550143'],
];

const OPT_OUT = [
  ...[
    'STOP',
    'stop',
    ' Stop. ',
    'STOP!!!',
    '«Stop»',
    'ＳＴＯＰ',
    'Stop 🛑',
    'STOP\u200b',
    '*STOP*',
    'Unsubscribe',
    'opt-out',
  ],
  ...['Opt out', 'OPTOUT', 'No more messages', 'Baja', '¡BAJA!', 'Darme de baja', 'cancelar suscripcion'],
  ...['Cancelar suscripción', 'No más mensajes', 'no quiero mas mensajes.', 'SAIR', 'Sair.', 'Parar', 'Descadastrar'],
  ...['Cancelar inscrição', 'cancelar inscricao', 'Não quero mais mensagens', 'NAO QUERO MAIS MENSAGENS'],
];
const OPT_IN = ['START', 'start.', 'Unstop', 'opt in', 'Subscribe', 'ALTA', 'darme de alta', 'Voltar a receber'];
/** What people say of an appointment, and of anything else. */
const OTHERS = [
  ...[
    'Cancel',
    'END',
    'Quit',
    'Yes',
    'Sí',
    'Sim',
    'No',
    'Cancelar',
    'Fin',
    'Please stop by at noon',
    'STOP calling',
    '',
  ],
  ...['Non-stop', 'Start at nine?', 'I want to unsubscribe my mother', 'La marea baja', 'A alta temporada', 'S T O P'],
];
const TABLE: [text: string, change: unknown][] = [
  ...OPT_OUT.map((text): [string, unknown] => [text, record]),
  ...OPT_IN.map((text): [string, unknown] => [text, remove]),
  ...OTHERS.map((text): [string, unknown] => [text, undefined]),
];

describe.each(ELSEWHERE)('a message of %s by %s', (Source, Author) => {
  it.each(TABLE)('%j comes to %j', async (Body, change) => {
    expect(await changeOf({ EventType: 'onMessageAdded', Source, Author, Body })).toEqual(change);
    expect(await changeOf({ From: Author, To: 'whatsapp:+14155550100', Body })).toEqual(change);
  });
});

describe('the settings', () => {
  const whatsapp = (Body: string): MessagingEvent => ({
    ...{ EventType: 'onMessageAdded', Source: 'WHATSAPP' },
    Author: 'whatsapp:+14155550143',
    Body,
  });

  it('name other words, in the place of ours', async () => {
    const words = { optOutWords: ['Stopp!', 'Keine Nachrichten'], optInWords: ['wieder ja'] };
    expect(await changeOf(whatsapp('stopp'), words)).toEqual(record);
    expect(await changeOf(whatsapp('keine nachrichten.'), words)).toEqual(record);
    expect(await changeOf(whatsapp('Wieder ja'), words)).toEqual(remove);
    expect(await changeOf(whatsapp('STOP'), words)).toBeUndefined();
    expect(await changeOf(whatsapp('STOP'), { optOutWords: [] })).toBeUndefined();
    // A word of signs alone is any message of signs alone.
    expect(await changeOf(whatsapp('👍'), { optOutWords: ['!'] })).toBeUndefined();
  });

  it('are not asked about SMS, whose words are Twilio’s, nor about what is no word', async () => {
    const asked = jest.fn();
    const sms = { EventType: 'onMessageAdded', Source: 'SMS', Author: '+14155550143' };
    expect(await changeOf({ ...sms, Body: 'Baja' }, {}, asked)).toBeUndefined();
    expect(await changeOf({ ...sms, Body: 'Cancel' }, { optOutWords: [] }, asked)).toEqual(record);
    expect(await changeOf(whatsapp('Stop '.repeat(40)), {}, asked)).toBeUndefined();
    expect(await changeOf({ ...whatsapp('STOP'), Source: 'SDK' }, {}, asked)).toBeUndefined();
    expect(await changeOf({ ...whatsapp('STOP'), Source: 'API' }, {}, asked)).toBeUndefined();
    expect(await changeOf({ ...whatsapp('STOP'), Author: 'guest-7' }, {}, asked)).toBeUndefined();
    expect(await changeOf({ ...whatsapp('STOP'), EventType: 'onMessageUpdated' }, {}, asked)).toBeUndefined();
    expect(asked).not.toHaveBeenCalled();
  });
});

const metadata = (entries: object) => ({
  ChannelMetadata: JSON.stringify({ type: 'whatsapp', data: { context: { ProfileName: 'Sam', ...entries } } }),
});

it.each<Partial<MessagingEvent>>([
  { ButtonPayload: 'unsubscribe' },
  { ButtonPayload: 'STOP' },
  { ButtonPayload: '0' },
  { ButtonPayload: '', ButtonText: 'Stop' },
  { ButtonPayload: '👍' },
  { ButtonPayload: '{"action":"stop"}' },
  { ButtonPayload: 'stop', ButtonText: 'Stop' },
  { ButtonPayload: 'baja', ButtonText: 'Baja' },
  { ButtonPayload: 'HX1_1', ButtonText: 'SAIR' },
  { ButtonText: 'Unsubscribe' },
  { ButtonText: 'Darme de baja' },
  { ButtonText: 'Parar' },
  { ButtonText: ' ' },
  { ListId: 'baja' },
  { ListId: '1' },
  { ListId: '', ButtonText: 'Stop' },
  { ListTitle: 'Stop' },
  { ListTitle: 'Baja', ListId: 'opcion-3' },
  metadata({ ButtonText: 'Stop', ButtonPayload: 'stop' }),
  metadata({ ButtonPayload: 'no-more' }),
  metadata({ ListId: 'stop', ListTitle: 'Stop' }),
  metadata({ ListTitle: 'Stop' }),
  { ButtonText: 'Stop' },
  { ListId: 'stop' },
  { ChannelMetadata: '{"type":"whatsapp","data":{"context":{"ButtonText":"Stop"}}}' },
])('a button is never an opt-out: %j', async (pressed) => {
  const message = { From: 'whatsapp:+14155550143', To: 'whatsapp:+14155550100', Body: 'Stop' };
  expect(await changeOf({ ...message, ...pressed })).toBeUndefined();
  expect(await changeOf(message)).toEqual(record);
});
