import { readSettings } from '../../../src/settings/readSettings';

const sender = { address: '+14155550100', channel: 'sms', name: 'Customer care' };
const channel = { name: 'kiosk', channelType: 'kiosk', label: 'Kiosk' };

const more = {
  cannedTexts: [{ name: 'Hello', text: 'Hello {{customerName}}', channels: ['sms'] }],
  quietHours: { from: '21:00', to: '08:00' },
  outreach: { automaticAnswer: 'Thank you.' },
  scheduling: { messagingServiceSid: `MG${'0'.repeat(32)}`, cancelsOnReply: true },
  clickToMessage: { origins: ['https://crm.example.com', 'http://localhost:3000'] },
  contactRequests: { from: '+14155550100' },
  inbound: {
    spam: ['casino*'],
    businessHours: {
      timeZone: 'Europe/Madrid',
      days: { mon: [{ from: '09:00', to: '18:00' }] },
      holidays: ['2026-12-25'],
    },
    keywords: [{ words: ['invoice'], queueSid: `WQ${'0'.repeat(32)}` }],
  },
  webChat: { addressSid: `IG${'0'.repeat(32)}` },
  shortcut: 'E',
  defaultCountry: 'MX',
};

const SYDNEY = { numbers: '+61', timeZone: 'Australia/Sydney' };

describe('settings', () => {
  it('has defaults for everything', () => {
    expect(readSettings(undefined)).toEqual({
      settings: {
        backendUrl: undefined,
        senders: [],
        routing: {},
        channels: [],
        autoAccept: { autoAnswer: true, rules: [] },
        cannedTexts: [],
        quietHours: undefined,
        customerTime: { choose: 'everyone', keepDays: 365, contacts: 'careful', zones: [] },
        outreach: { waitDays: 3 },
        scheduling: undefined,
        clickToMessage: { origins: [] },
        contactRequests: undefined,
        inbound: { spam: [], keywords: [], lastAgentFirst: true },
        webChat: undefined,
        janitor: { isOn: true },
        people: {
          remove: 'supervisors',
          endForAll: 'everyone',
          supervise: 'supervisors',
          startFor: 'supervisors',
          takeOver: 'everyone',
          keepNotesDays: 30,
        },
        silence: { isOn: true, tellAgentMinutes: 5, tellSupervisorMinutes: 10 },
        trace: { see: 'supervisors', mend: 'supervisors', keepDays: 30, queueSnapshots: true },
        supervision: { see: 'supervisors', masksCustomers: false, silentMinutes: 5, columns: true },
        audit: { see: 'supervisors', keepDays: 90 },
        pastConversations: { see: 'everyone' },
        consent: {
          ...{ optOut: 'everyone', lift: 'supervisors', record: 'everyone', required: {} },
          ...{ tellTwilio: false, reassigned: 'off' },
        },
        shortcut: 'U',
      },
      problems: [],
    });
  });

  it('reads what is right', () => {
    const { settings, problems } = readSettings({
      backendUrl: 'https://example.twil.io/',
      senders: [sender, { ...sender, channel: 'whatsapp' }],
      routing: { workflowSid: `WW${'0'.repeat(32)}`, queueSid: `WQ${'a'.repeat(32)}` },
      channels: [{ ...channel, icon: 'GenericTask', color: '#8A4b08', characterLimit: 500 }],
      autoAccept: { autoAnswer: false },
      janitor: { closesAfterHours: 72 },
      people: { remove: 'nobody' },
      consent: { optOut: 'nobody', required: { sms: 'double' } },
      customerTime: { choose: 'supervisors', zones: [SYDNEY] },
      ...more,
    });
    expect(problems).toEqual([]);
    expect(settings).toEqual({
      backendUrl: 'https://example.twil.io',
      senders: [sender, { ...sender, channel: 'whatsapp' }],
      routing: { workflowSid: `WW${'0'.repeat(32)}`, queueSid: `WQ${'a'.repeat(32)}` },
      channels: [{ ...channel, icon: 'GenericTask', color: '#8A4b08', characterLimit: 500 }],
      autoAccept: { autoAnswer: false, rules: [] },
      janitor: { isOn: true, closesAfterHours: 72 },
      people: {
        remove: 'nobody',
        endForAll: 'everyone',
        supervise: 'supervisors',
        startFor: 'supervisors',
        takeOver: 'everyone',
        keepNotesDays: 30,
      },
      pastConversations: { see: 'everyone' },
      silence: { isOn: true, tellAgentMinutes: 5, tellSupervisorMinutes: 10 },
      trace: { see: 'supervisors', mend: 'supervisors', keepDays: 30, queueSnapshots: true },
      supervision: { see: 'supervisors', masksCustomers: false, silentMinutes: 5, columns: true },
      audit: { see: 'supervisors', keepDays: 90 },
      consent: {
        ...{ optOut: 'nobody', lift: 'supervisors', record: 'everyone', tellTwilio: false, reassigned: 'off' },
        required: { sms: 'double' },
      },
      ...more,
      customerTime: { choose: 'supervisors', keepDays: 365, contacts: 'careful', zones: [SYDNEY] },
      quietHours: { ...more.quietHours, channels: ['sms', 'whatsapp', 'rcs', 'messenger', 'apple'] },
      outreach: { ...more.outreach, waitDays: 3 },
      inbound: {
        ...more.inbound,
        lastAgentFirst: true,
        businessHours: {
          ...more.inbound.businessHours,
          days: { mon: [{ from: '09:00', to: '18:00' }], tue: [], wed: [], thu: [], fri: [], sat: [], sun: [] },
          outOfHours: 'task',
        },
      },
    });
  });

  it.each([
    ['http://localhost:4000', true],
    ['http://127.0.0.1:4000/functions', true],
    ['http://example.com', false],
    ['http://localhost.example.com', false],
    ['example.com', false],
    [17, false],
  ])('backend address %s: %s', (backendUrl, accepted) => {
    const { settings, problems } = readSettings({ backendUrl });
    expect(settings.backendUrl).toBe(accepted ? backendUrl : undefined);
    expect(problems.map(({ path }) => path)).toEqual(accepted ? [] : ['backendUrl']);
  });

  it.each([
    ['the settings are no object', 'text', 'messaging_controls', 'notAnObject'],
    ['senders are no list', { senders: sender }, 'senders', 'notAList'],
    ['a sender is no object', { senders: ['+14155550100'] }, 'senders[0]', 'notAnObject'],
    ['a sender’s channel has ended', { senders: [{ ...sender, channel: 'gbm' }] }, 'senders[0].channel', 'retired'],
    ['a canned text has no text', { cannedTexts: [{ name: 'Hello' }] }, 'cannedTexts[0].text', 'missing'],
    [
      'a zone is none',
      { customerTime: { zones: [{ ...SYDNEY, timeZone: '+10:00' }] } },
      'customerTime.zones[0].timeZone',
      'notATimeZone',
    ],
    [
      'a beginning is none',
      { customerTime: { zones: [{ ...SYDNEY, numbers: '61' }] } },
      'customerTime.zones[0].numbers',
      'notAPhoneNumber',
    ],
    ['a time is none', { quietHours: { from: '9pm', to: '08:00' } }, 'quietHours.from', 'notATime'],
    ['days are none', { outreach: { waitDays: 0 } }, 'outreach.waitDays', 'notANumber'],
    [
      'the service is none',
      { scheduling: { messagingServiceSid: 'MG1' } },
      'scheduling.messagingServiceSid',
      'notASid',
    ],
    ['hours are none', { janitor: { closesAfterHours: 0 } }, 'janitor.closesAfterHours', 'notANumber'],
    ['the janitor’s entry is misspelt', { janitor: { on: false } }, 'janitor.on', 'unknown'],
    ['any origin', { clickToMessage: { origins: ['*'] } }, 'clickToMessage.origins[0]', 'notAnOrigin'],
    ['the web form’s sender is none', { contactRequests: { from: '12' } }, 'contactRequests.from', 'notAPhoneNumber'],
    [
      'a time zone is none',
      { inbound: { businessHours: { timeZone: 'Madrid', days: {} } } },
      'inbound.businessHours.timeZone',
      'notATimeZone',
    ],
    [
      'a day is misspelt',
      { inbound: { businessHours: { timeZone: 'UTC', days: { monday: [] } } } },
      'inbound.businessHours.days.monday',
      'unknown',
    ],
    [
      'a holiday is none',
      { inbound: { businessHours: { timeZone: 'UTC', days: {}, holidays: ['25 Dec'] } } },
      'inbound.businessHours.holidays[0]',
      'notADate',
    ],
    [
      'a keyword has no queue',
      { inbound: { keywords: [{ words: ['invoice'] }] } },
      'inbound.keywords[0].queueSid',
      'missing',
    ],
    ['the chat’s address is none', { webChat: { addressSid: 'x' } }, 'webChat.addressSid', 'notASid'],
    ['a country by its name', { defaultCountry: 'Mexico' }, 'defaultCountry', 'notAChoice'],
    ['a shortcut that Flex has', { shortcut: 'A' }, 'shortcut', 'notAKey'],
    ['a sender has no name', { senders: [sender, { ...sender, name: undefined }] }, 'senders[1].name', 'notText'],
    [
      'a sender lacks the name',
      { senders: [{ address: '+14155550100', channel: 'sms' }] },
      'senders[0].name',
      'missing',
    ],
    [
      'a sender is not E.164',
      { senders: [{ ...sender, address: '4155550100' }] },
      'senders[0].address',
      'notAPhoneNumber',
    ],
    [
      'a sender has a prefix',
      { senders: [{ ...sender, address: 'whatsapp:+14155550100' }] },
      'senders[0].address',
      'notAPhoneNumber',
    ],
    ['a sender has another channel', { senders: [{ ...sender, channel: 'fax' }] }, 'senders[0].channel', 'notAChannel'],
    ['a sender is there twice', { senders: [sender, sender] }, 'senders[1].address', 'duplicate'],
    ['a queue is no queue', { routing: { queueSid: 'WW123' } }, 'routing.queueSid', 'notASid'],
    ['a channel has no name', { channels: [{ ...channel, name: ' ' }] }, 'channels[0].name', 'missing'],
    ['a channel has no label', { channels: [{ name: 'a', channelType: 'a' }] }, 'channels[0].label', 'missing'],
    ['a channel has no matcher', { channels: [{ name: 'a', label: 'A' }] }, 'channels[0]', 'noMatcher'],
    ['a channel name is taken', { channels: [channel, channel] }, 'channels[1].name', 'duplicate'],
    [
      'a channel’s setting is misspelt',
      { channels: [{ ...channel, colour: '#ffffff' }] },
      'channels[0].colour',
      'unknown',
    ],
    ['a setting is misspelt', { autoaccept: { rules: [] } }, 'autoaccept', 'unknown'],
    ['one of auto-accept is misspelt', { autoAccept: { rule: [] } }, 'autoAccept.rule', 'unknown'],
    ['days are too many', { outreach: { waitDays: 91 } }, 'outreach.waitDays', 'tooMuch'],
    [
      'supervisors are told before the agent',
      { silence: { tellSupervisorMinutes: 3 } },
      'silence.tellSupervisorMinutes',
      'notLater',
    ],
    [
      'a conversation is given back before supervisors are told',
      { silence: { giveBackMinutes: 10 } },
      'silence.giveBackMinutes',
      'notLater',
    ],
    ['minutes are none', { silence: { giveBackMinutes: 0 } }, 'silence.giveBackMinutes', 'notANumber'],
    ['a colour is none', { channels: [{ ...channel, color: 'brownish' }] }, 'channels[0].color', 'notAColor'],
    ['a limit is none', { channels: [{ ...channel, characterLimit: 0 }] }, 'channels[0].characterLimit', 'notANumber'],
    ['autoAnswer is no truth value', { autoAccept: { autoAnswer: 'yes' } }, 'autoAccept.autoAnswer', 'notTrueOrFalse'],
  ])('%s', (_, raw, path, reason) => {
    expect(readSettings(raw).problems).toEqual([{ path, reason }]);
  });

  it('leaves out a channel whose name Flex has', () => {
    const { settings, problems } = readSettings({ channels: [{ ...channel, name: 'chat-sms' }, channel] }, [
      'chat-sms',
    ]);
    expect(problems).toEqual([{ path: 'channels[0].name', reason: 'duplicate' }]);
    expect(settings.channels).toEqual([expect.objectContaining({ name: 'kiosk' })]);
  });

  it('leaves out what is wrong and keeps the rest', () => {
    const { settings, problems } = readSettings({
      senders: [{ ...sender, address: 'x' }, sender],
      channels: [{ ...channel, color: 'x' }, channel],
    });
    expect(settings.senders).toEqual([sender]);
    expect(settings.channels).toHaveLength(1);
    expect(problems.map(({ path }) => path)).toEqual(['senders[0].address', 'channels[0].color']);
  });

  it('gives nothing back by times of which one is wrong', () => {
    const { settings } = readSettings({ silence: { tellAgentMinutes: 30, giveBackMinutes: 20 } });
    expect(settings.silence).toEqual({ isOn: true, tellAgentMinutes: 5, tellSupervisorMinutes: 10 });
  });

  it('keeps what is right of `inbound`', () => {
    const { settings } = readSettings({ inbound: { spam: ['casino'], keywords: 'invoice', lastAgentFirst: false } });
    expect(settings.inbound).toEqual({ spam: ['casino'], keywords: [], lastAgentFirst: false });
  });
});
