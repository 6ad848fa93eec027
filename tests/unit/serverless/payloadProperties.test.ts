import fc from 'fast-check';

import { messagingAddress, plainAddress } from '../../../src/contract/address/messagingAddress';
import { CHANNELS, taskChannelOf } from '../../../src/contract/Channel';
import { interactionsRequest } from '../../../src/contract/startConversation';
import {
  isFirstMessage,
  isUnsettled,
  messageAttributes,
  readStartRecord,
  withStartRecord,
} from '../../../serverless/src/conversations/startRecord';
import type { StartRecord } from '../../../serverless/src/conversations/startRecord';
import { customerAttributes } from '../../../serverless/src/interactions/customerAttributes';
import { interactionTypeOf } from '../../../serverless/src/interactions/interactions';
import { readFields } from '../../../serverless/src/runtime/readInput';
import { holds } from '../../support/holds';

const channel = fc.constantFrom(...CHANNELS);
const text = fc.string({ unit: 'grapheme' });
const address = fc.oneof(fc.stringMatching(/^\+[1-9]\d{7,14}$/), fc.stringMatching(/^[a-z0-9_@.-]{1,30}$/));
const some = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined });

const record: fc.Arbitrary<StartRecord> = fc.record(
  {
    requestId: fc.uuid(),
    attempt: fc.uuid(),
    startedAt: text,
    workerSid: text,
    system: text,
    customerName: text,
    overrideReason: text,
    leftHalfDone: fc.boolean(),
    isUndone: fc.boolean(),
    settledAt: text,
    customer: fc.record({ channel, address, proxyAddress: address }, { requiredKeys: ['channel', 'address'] }),
    reply: fc.record(
      { to: fc.constantFrom('agent' as const, 'queue' as const), channel, address, customerName: text },
      { requiredKeys: ['to', 'channel', 'address'] },
    ),
  },
  { requiredKeys: ['requestId', 'attempt', 'startedAt'] },
);

/** What others have written into a conversation's attributes: an object as a rule, or anything, even no JSON. */
const object = fc.dictionary(text, fc.jsonValue());
const attributes = fc.oneof(
  object.map((one) => JSON.stringify(one)),
  fc.json(),
  text,
);

describe('the attributes of a conversation', () => {
  it('give the record back that was written there', () => {
    holds(
      fc.property(attributes, record, (before, written) => {
        expect(readStartRecord(withStartRecord(before, written))).toEqual(written);
      }),
    );
  });

  it('keep all that others have written there', () => {
    holds(
      fc.property(object, record, (others, written) => {
        const after = JSON.parse(withStartRecord(JSON.stringify(others), written)) as Record<string, unknown>;
        for (const [name, value] of Object.entries(JSON.parse(JSON.stringify(others)) as object)) {
          if (name !== 'messagingControls') expect(after[name]).toEqual(value);
        }
      }),
    );
  });

  it('tell a record from whatever else stands there, and throw nothing', () => {
    holds(
      fc.property(attributes, (before) => {
        expect(readStartRecord(before)).toBeUndefined();
        expect(isUnsettled({ attributes: before, state: 'inactive' })).toBe(false);
      }),
    );
  });
});

it('a message is known by its own request alone', () => {
  holds(
    fc.property(fc.uuid(), fc.uuid(), fc.dictionary(fc.constantFrom('website', 'note'), text), (id, other, about) => {
      const of = messageAttributes(id, about);
      expect([isFirstMessage(of, id), isFirstMessage(of, other)]).toEqual([true, id === other]);
    }),
  );
});

it('whatever stands in a message’s attributes, it is of no request that did not write them', () => {
  holds(fc.property(attributes, fc.uuid(), (of, id) => expect(isFirstMessage(of, id)).toBe(false)));
});

it('an address loses its prefix again, and no other than that of its channel', () => {
  holds(
    fc.property(channel, address, (of, one) => {
      const written = messagingAddress(of, one);
      expect(plainAddress(written)).toBe(one);
      expect(written.endsWith(one)).toBe(true);
      expect(written.slice(0, -one.length)).toBe(['sms', 'chat'].includes(of) ? '' : `${of}:`);
    }),
  );
});

it('a task says who the customer is, under each name that is looked for, and of our address only where there is one', () => {
  holds(
    fc.property(text, address, some(address), (name, customer, proxy) => {
      const of = customerAttributes(name, customer, proxy);
      expect(of).toEqual({
        ...{ from: name, name, customerName: name, customerAddress: customer },
        ...(proxy === undefined ? {} : { proxyAddress: proxy }),
      });
      expect(Object.hasOwn(of, 'proxyAddress')).toBe(proxy !== undefined);
    }),
  );
});

it('an interaction is of its channel’s type, and its task of a task channel that Flex has', () => {
  holds(
    fc.property(channel, (of) => {
      expect(interactionTypeOf(of)).toBe(of === 'chat' ? 'web' : of);
      expect(taskChannelOf(of)).toBe(of === 'sms' ? 'sms' : 'chat');
    }),
  );
});

describe('a request', () => {
  const fields = {
    requestId: fc.oneof(fc.uuid(), fc.anything()),
    channel: fc.oneof(channel, fc.anything()),
    to: fc.oneof(address, text, fc.string({ unit: 'binary' }), fc.anything()),
    from: fc.oneof(address, fc.anything()),
    body: fc.oneof(text, fc.string({ unit: 'binary' }), fc.anything()),
    customerName: fc.oneof(text, fc.string({ unit: 'binary' }), fc.anything()),
  };

  it('whatever it holds: read, or refused with a code, and nothing thrown', () => {
    holds(
      fc.property(fc.oneof(fc.record(fields, { requiredKeys: [] }), fc.anything()), (given) => {
        const read = readFields(interactionsRequest, given);
        expect(read.ok || /^[A-Z_]+$/.test(read.error.code)).toBe(true);
      }),
    );
  });

  it('that is read has one line for a name, no control character in an address, and one message', () => {
    const likely = {
      ...{ requestId: fc.uuid(), channel, from: address },
      ...{
        to: fc.string({ unit: 'binary', minLength: 1, maxLength: 40 }),
        body: fc.string({ unit: 'binary', minLength: 1 }),
      },
      customerName: fc.string({ unit: 'binary', maxLength: 40 }),
    };
    let taken = 0;
    holds(
      fc.property(fc.record(likely), (given) => {
        const read = readFields(interactionsRequest, given);
        if (!read.ok) return;
        taken += 1;
        expect(read.value.to).not.toMatch(/\p{Cc}|\u2028|\u2029/u);
        expect(read.value.customerName).not.toMatch(/\p{Cc}|[\u2028\u2029\u202a-\u202e\u2066-\u2069]/u);
        expect(read.value.body?.replace(/[\t\n\r]/g, '')).not.toMatch(/\p{Cc}/u);
        expect(read.value.body).toMatch(/\S/);
      }),
    );
    expect(taken).toBeGreaterThan(10);
  });
});
