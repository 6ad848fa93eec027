import '../../support/browser';

import type { ClientError } from '../../../../../src/backend/ClientError';
import {
  afterEdit,
  afterError,
  newRequest,
} from '../../../../../src/components/StartConversationPanel/form/requestIdentity';

const UUID_V4 = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

type Code = ClientError['code'];
const contentRefused: Code[] = [
  'REQUEST_INVALID',
  'NUMBER_INVALID',
  'NUMBER_IS_OURS',
  'SENDER_NOT_ALLOWED',
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
const uncertain: Code[] = [
  'BACKEND_UNREACHABLE',
  'BACKEND_UNEXPECTED',
  'REQUEST_IN_PROGRESS',
  'TWILIO_UNAVAILABLE',
  'LEFT_HALF_DONE',
  'INTERNAL',
];

describe('request id', () => {
  it('is a UUID v4, another one each time', () => {
    const ids = Array.from({ length: 50 }, () => newRequest().requestId);
    expect(new Set(ids).size).toBe(50);
    for (const id of ids) {
      expect(id).toMatch(UUID_V4);
    }
  });

  it('stays while the form is filled in', () => {
    const request = newRequest();
    expect(afterEdit(request)).toBe(request);
  });

  it.each(uncertain)('stays after %s, whatever comes: it may have been carried out', (code) => {
    const request = afterError(newRequest(), code);
    expect(request.outcome).toBe('uncertain');
    expect(afterEdit(request).requestId).toBe(request.requestId);
  });

  it.each([...contentRefused, ...tryRefused])('stays for the same content after %s, and is new for another', (code) => {
    const request = newRequest();
    const refused = afterError(request, code);
    expect(refused).toEqual({ requestId: request.requestId, outcome: 'refused' });
    const edited = afterEdit(refused);
    expect(edited.requestId).not.toBe(request.requestId);
    expect(edited.outcome).toBe('none');
  });

  it.each(tryRefused)('%s does not settle an earlier try of unknown outcome', (code) => {
    expect(afterError(afterError(newRequest(), 'BACKEND_UNREACHABLE'), code).outcome).toBe('uncertain');
  });

  it.each(contentRefused)('%s settles an earlier try of unknown outcome: it was the same content', (code) => {
    expect(afterError(afterError(newRequest(), 'BACKEND_UNREACHABLE'), code).outcome).toBe('refused');
  });
});
