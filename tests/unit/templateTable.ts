/** A template's kinds of content, and the values that an agent gives. */
export interface TemplateCase {
  types: Record<string, Record<string, unknown>>;
  values?: Record<string, string>;
}

const SHOP = 'https://cdn.example.com/shop.png';
const YES = { type: 'QUICK_REPLY', title: 'Yes', id: 'yes' };
const TRACK = { type: 'URL', title: 'Track it', url: 'https://example.com/orders/{{order}}' };
const CALL = { type: 'PHONE_NUMBER', title: 'Call us', phone: '+12025550143' };

/** Those that an agent is offered. */
export const OFFERED: Readonly<Record<string, TemplateCase>> = {
  'a text': { types: { 'twilio/text': { body: 'Hello {{1}}' } }, values: { 1: 'Sam' } },
  'a text of several lines': {
    types: { 'twilio/text': { body: 'Hello\n\n{{1}}\tand {{2}}' } },
    values: { 1: 'A', 2: 'B' },
  },
  'a text without variables': { types: { 'twilio/text': { body: 'We are open.' } } },
  'a variable twice': { types: { 'twilio/text': { body: '{{1}}, {{1}}!' } }, values: { 1: 'Sam' } },
  'a variable by name': { types: { 'twilio/text': { body: 'Hello {{ first_name }}' } }, values: { first_name: 'Sam' } },
  'a variable with a point and a dash': {
    types: { 'twilio/text': { body: '{{customer.name}} {{due-date}}' } },
    values: { 'customer.name': 'Sam', 'due-date': 'Monday' },
  },
  'ten variables and more': {
    types: { 'twilio/text': { body: Array.from({ length: 12 }, (_, index) => `{{${index + 1}}}`).join(' ') } },
    values: Object.fromEntries(Array.from({ length: 12 }, (_, index) => [`${index + 1}`, `value ${index + 1}`])),
  },
  'values that look like something else': {
    types: { 'twilio/text': { body: '{{1}} {{2}} {{3}}' } },
    values: { 1: '$& $1 $$', 2: '{{1}}', 3: '<b>"\\n"</b>' },
  },
  'values with spaces round them': { types: { 'twilio/text': { body: '({{1}})' } }, values: { 1: ' Sam ' } },
  'values of every script': {
    types: { 'twilio/text': { body: '{{1}} / {{2}} / {{3}}' } },
    values: { 1: 'שלום \u200f', 2: '👩‍👩‍👧 café', 3: 'นี่' },
  },
  'WhatsApp’s own formatting': {
    types: { 'twilio/text': { body: '*bold* _italic_ ~gone~ ```{{1}}```' } },
    values: { 1: 'x' },
  },
  'braces that are no variable': { types: { 'twilio/text': { body: '{1} {{ a b }} }}{{' } } },
  'a picture': { types: { 'twilio/media': { body: 'Our shop', media: [SHOP] } } },
  'a picture alone': { types: { 'twilio/media': { media: [SHOP] } } },
  'a picture of a variable': {
    types: { 'twilio/media': { body: '{{2}}', media: ['https://cdn.example.com/{{1}}.jpg'] } },
    values: { 1: 'hat', 2: 'A hat' },
  },
  'a video': { types: { 'twilio/media': { body: 'How it works', media: ['https://cdn.example.com/how.mp4'] } } },
  'a document': {
    types: { 'twilio/media': { body: 'Your bill', media: ['https://cdn.example.com/bill-{{1}}.pdf'] } },
    values: { 1: '42' },
  },
  'several pictures': { types: { 'twilio/media': { body: '', media: [SHOP, `${SHOP}?2`] } } },
  'quick replies': {
    types: {
      'twilio/quick-reply': { body: 'Does {{1}} suit you?', actions: [YES, { ...YES, title: 'No', id: 'no' }] },
    },
    values: { 1: 'Monday' },
  },
  'two buttons of one text': {
    types: { 'twilio/quick-reply': { body: 'Well?', actions: [YES, { ...YES, id: 'yes-2' }] } },
  },
  'a button with a variable': {
    types: { 'twilio/quick-reply': { body: 'Well?', actions: [{ ...YES, title: 'On {{1}}' }] } },
    values: { 1: 'Monday' },
  },
  'a call to action': {
    types: { 'twilio/call-to-action': { body: 'Your order', actions: [TRACK, CALL] } },
    values: { order: 'A-1042' },
  },
  'a code to copy': {
    types: {
      'twilio/call-to-action': { body: 'For you', actions: [{ type: 'COPY_CODE', title: 'Copy', code: 'SAVE{{1}}' }] },
    },
    values: { 1: '20' },
  },
  'a list': {
    types: {
      'twilio/list-picker': {
        ...{ body: 'Which one, {{1}}?', button: 'Choose' },
        items: [
          { item: 'Blue', id: 'b', description: 'as the sea' },
          { item: 'Red', id: 'r' },
        ],
      },
    },
    values: { 1: 'Sam' },
  },
  'a card': {
    types: { 'twilio/card': { title: 'Order {{order}}', subtitle: 'Your shop', media: [SHOP], actions: [TRACK, YES] } },
    values: { order: 'A-1042' },
  },
  'a card with a text': {
    types: { 'twilio/card': { title: 'Hats', body: 'Warm, {{1}}', subtitle: 'Shop', actions: [CALL] } },
    values: { 1: 'Sam' },
  },
  'a card of a title alone': { types: { 'twilio/card': { title: 'Hats' } } },
  'quick replies, and a text for SMS': {
    types: { 'twilio/quick-reply': { body: 'Well?', actions: [YES] }, 'twilio/text': { body: 'Well? Answer yes.' } },
  },
  'a text for SMS, and a card': {
    types: { 'twilio/text': { body: 'Hats: example.com' }, 'twilio/card': { title: 'Hats', actions: [YES] } },
  },
  'a picture, and a list': {
    types: {
      'twilio/media': { body: 'x', media: [SHOP] },
      'twilio/list-picker': { body: 'Which?', button: 'Choose', items: [{ item: 'A', id: 'a' }] },
    },
  },
};

const CARDS = [{ title: 'Hat', body: 'Warm', media: SHOP, actions: [YES] }];

/** Those that Conversations refuses (50542), that nobody could see here, or of which another kind than the approved goes out. */
export const NOT_OFFERED: Readonly<Record<string, TemplateCase & { approved?: string }>> = {
  'a carousel': { types: { 'twilio/carousel': { body: 'New for {{1}}', cards: CARDS } } },
  'a carousel with variables in its cards': {
    types: { 'twilio/carousel': { body: 'New', cards: [{ ...CARDS[0], title: '{{1}}' }] } },
  },
  'a carousel, and a text for SMS': {
    types: { 'twilio/text': { body: 'Hats' }, 'twilio/carousel': { body: 'Hats', cards: CARDS } },
  },
  'a code': { types: { 'whatsapp/authentication': { actions: [{ type: 'COPY_CODE', copy_code_text: 'Copy' }] } } },
  'a code, and a text for SMS': {
    types: {
      'twilio/text': { body: 'Your code: {{1}}' },
      'whatsapp/authentication': { actions: [{ type: 'COPY_CODE', copy_code_text: 'Copy' }] },
    },
  },
  'a card of WhatsApp’s own': { types: { 'whatsapp/card': { body: 'Hello', footer: 'Bye' } } },
  'a catalog': { types: { 'twilio/catalog': { body: 'All we have' } } },
  'a form': { types: { 'twilio/flows': { body: 'Tell us', button_text: 'Open', pages: [], type: 'OTHER' } } },
  'a form of WhatsApp’s own': { types: { 'whatsapp/flows': { body: 'Tell us', button_text: 'Open', flow_id: '1' } } },
  'a payment': { types: { 'twilio/pay': { body: 'Pay' } } },
  'a place': { types: { 'twilio/location': { latitude: 1, longitude: 2, label: 'Here' } } },
  'a place, and a text for SMS': {
    types: { 'twilio/location': { latitude: 1, longitude: 2 }, 'twilio/text': { body: 'Here' } },
  },
  'a kind that is younger than we are': { types: { 'twilio/hologram': { body: 'Hello' } } },
  'one beside a text': { types: { 'twilio/text': { body: 'Hello' }, 'twilio/hologram': { body: 'Hello' } } },
  'a card of which the text is approved': {
    types: { 'twilio/text': { body: 'Hats' }, 'twilio/card': { title: 'Hats' } },
    approved: 'twilio/text',
  },
  nothing: { types: {} },
};
