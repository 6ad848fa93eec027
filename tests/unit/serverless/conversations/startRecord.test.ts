import {
  isFirstMessage,
  messageAttributes,
  readStartRecord,
  withStartRecord,
} from '../../../../serverless/src/conversations/startRecord';

const record = { requestId: 'r', workerSid: 'WK1', attempt: 'a', startedAt: '2026-01-01T00:00:00.000Z' };

describe("our record in a conversation's attributes", () => {
  it('stands beside what others wrote there', () => {
    const attributes = withStartRecord('{"crm":{"case":7},"messagingControls":{"old":true}}', record);
    expect(JSON.parse(attributes)).toEqual({ crm: { case: 7 }, messagingControls: record });
    expect(readStartRecord(attributes)).toEqual(record);
  });

  it.each(['{}', '', 'not JSON', 'null', '"text"', '{"messagingControls":{"requestId":1}}'])(
    'is not found in %p',
    (attributes) => {
      expect(readStartRecord(attributes)).toBeUndefined();
    },
  );

  it('tells the first message of the request from any other', () => {
    expect(isFirstMessage(messageAttributes('r'), 'r')).toBe(true);
    expect(isFirstMessage(messageAttributes('other'), 'r')).toBe(false);
    expect(isFirstMessage('{}', 'r')).toBe(false);
  });
});
