import '../../support/browser';

import { liveConversations } from '../../../../../src/components/Conversations/liveConversations';

const CONVERSATION = `CH${'1'.repeat(32)}`;

const task = (attributes: Record<string, unknown>) => ({
  task_sid: `WT${'1'.repeat(32)}`,
  status: 'assigned' as const,
  attributes: { conversationSid: CONVERSATION, channelType: 'whatsapp', ...attributes },
});

describe('the customer of a live conversation', () => {
  it.each([
    ['by the address alone, since the channel has a column', { from: 'whatsapp:+12025550186' }, '+12025550186'],
    [
      'where Twilio gives the address as the name',
      { from: 'whatsapp:+12025550186', customerName: 'whatsapp:+12025550186' },
      '+12025550186',
    ],
    ['by name', { from: 'whatsapp:+12025550186', customerName: 'Sam Carter' }, 'Sam Carter'],
  ])('is told %s', (_, attributes, customer) => {
    expect(liveConversations([task(attributes)], false)).toMatchObject([{ customer, channel: 'whatsapp' }]);
  });

  it('is masked where the settings say so', () => {
    const [one] = liveConversations([task({ from: 'whatsapp:+12025550186', customerName: 'Sam Carter' })], true);
    expect(one?.customer).not.toMatch(/Sam|202555/);
    expect(one?.customer).toMatch(/86$/);
  });
});
