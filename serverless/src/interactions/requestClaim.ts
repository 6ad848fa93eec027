import * as v from 'valibot';

import type { FunctionError } from '../runtime/FunctionError';
import type { Result } from '../runtime/Result';
import { failure, success } from '../runtime/Result';
import { twilioError } from '../runtime/twilioFailure';
import { claimDocument, readDocument, removeDocument, writeDocument } from '../sync/syncStore';
import type { FirstMessage } from './Start';
import { isOver } from './Start';

const ONE_DAY_SECONDS = 86_400;
/** A claim that is over can be taken up anew, each by one arrival alone: so often. */
const MOST_ATTEMPTS = 5;

const claimData = v.object({ attempt: v.string(), startedAt: v.string(), messageSid: v.optional(v.string()) });

/** Who may do a request that makes no conversation of its own, by whose unique name it could be told. */
export interface RequestClaim {
  /** False where another arrival of the same request is at work. */
  isOurs: boolean;
  /** The message that an earlier arrival has sent. */
  messageSid?: string;
  /** Name of the Sync document. */
  name: string;
}

type Request = Pick<FirstMessage, 'call' | 'uniqueName' | 'record'>;

/** Claims the request for this arrival. One that a function left behind is taken up by the next when it is over. */
export async function claimRequest({
  call,
  uniqueName,
  record,
}: Request): Promise<Result<RequestClaim, FunctionError>> {
  const { twilio, http } = call;
  const { attempt, startedAt } = record;
  let name = uniqueName;
  let sent: { messageSid?: string } = {};
  for (let attempts = 1; attempts <= MOST_ATTEMPTS; attempts += 1) {
    const claimed = await claimDocument(twilio, name, { attempt, startedAt, ...sent }, ONE_DAY_SECONDS);
    if (!claimed.ok) return failure(twilioError(claimed.error));
    if (claimed.value === 'claimed') return success({ isOurs: true, name, ...sent });
    const standing = await http.inReserve(() => readDocument(twilio, name));
    if (!standing.ok) return failure(twilioError(standing.error));
    const data = v.safeParse(claimData, standing.value);
    if (!data.success) break;
    if (data.output.messageSid !== undefined) sent = { messageSid: data.output.messageSid };
    if (!isOver(twilio, data.output.startedAt)) break;
    name = `${uniqueName}-${data.output.attempt}`;
  }
  return success({ isOurs: false, name, ...sent });
}

/** Writes down that the message went. Where that fails, a repeat finds it in the conversation. */
export async function noteMessage(
  { call, record }: Request,
  { name }: RequestClaim,
  messageSid: string,
): Promise<void> {
  const { attempt, startedAt } = record;
  await writeDocument(call.twilio, name, { attempt, startedAt, messageSid }, ONE_DAY_SECONDS);
}

/** Gives the claim up, for nothing was done. Where that fails, the next arrival waits until it is over. */
export async function releaseRequest({ call }: Request, { name }: RequestClaim): Promise<void> {
  await call.http.inReserve(() => removeDocument(call.twilio, name));
}
