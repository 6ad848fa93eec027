import { localAddress } from '../../sandbox/src/host/browser/localAddress';

const origin = 'http://localhost:4000';

test.each([
  [
    'https://flex-api.twilio.com/v1/Configuration?UiVersion=2',
    `${origin}/flex-api.twilio.com/v1/Configuration?UiVersion=2`,
  ],
  ['https://tsock.us1.twilio.com', `${origin}/tsock.us1.twilio.com/`],
  ['https://iam.twilio.com?x=1', `${origin}/iam.twilio.com/?x=1`],
  ['HTTPS://Media.TwilioCDN.com/a.mp3', `${origin}/media.twiliocdn.com/a.mp3`],
  ['https://helpers-1234-dev.twil.io/greet?name=Ann', `${origin}/helpers-1234-dev.twil.io/greet?name=Ann`],
  ['http://assets.twilio.com:80/a', `${origin}/assets.twilio.com/a`],
  ['wss://tsock.us1.twilio.com/v3/wsconnect', 'ws://localhost:4000/tsock.us1.twilio.com/v3/wsconnect'],
])('%s is led to %s', (address, local) => {
  expect(localAddress(address, origin)).toBe(local);
});

test('a secure page keeps secure websockets', () => {
  expect(localAddress('wss://event-bridge.twilio.com/x', 'https://host')).toBe('wss://host/event-bridge.twilio.com/x');
});

test.each([
  '/agent-desktop/',
  'http://localhost:4000/plugins/x.js',
  'https://example.com/?next=https://flex.twilio.com/',
  'https://twilio.com.example.com/x',
  'https://nottwilio.com/x',
  'https://nottwil.io/x',
  'https://www.twilio.com/docs/flex',
  'https://console.twilio.com/',
  'data:image/png;base64,AA==',
])('%s is left alone', (address) => {
  expect(localAddress(address, origin)).toBe(address);
});
