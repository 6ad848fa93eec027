import { INBOUND_ROUTE } from '../inbound/takeMessage';
import type { Janitor } from '../janitor/Janitor';
import type { FunctionError } from '../runtime/FunctionError';
import { functionUrl } from '../runtime/functionUrl';
import type { Result } from '../runtime/Result';
import { failure, success } from '../runtime/Result';
import { attempt, twilioError } from '../runtime/twilioFailure';
import { whileClaimed } from '../sync/claim';
import { privateName } from '../sync/privateName';
import { findStart } from './findStart';
import type { ClosedAddress } from './TraceStart';

type Outcome = Promise<Result<'opened' | 'served', FunctionError>>;

/** As the setup makes them: setup/src/steps/addresses.ts. */
const FILTERS = ['onParticipantAdded', 'onMessageAdded'];

/** Makes no conversation that anybody hears of. */
const HEARD: readonly unknown[] = ['studio', 'webhook'];

/**
 * Opens the address that the customer's message went to and was lost at: from now on it makes conversations, of Flex's own
 * service. What the setup has led somewhere keeps its way; of any other the backend hears. Only of our senders.
 * https://www.twilio.com/docs/conversations-classic/api/address-configuration-resource
 */
export async function openAddress(janitor: Janitor, what: string): Outcome {
  const { call, configuration } = janitor;
  const found = await findStart(call.twilio, configuration, what);
  if (!found.ok) return found;
  const closed = found.value.closedAddress;
  if (!closed) return success('served');
  const name = privateName(call.context, 'address', closed.address);
  const opened = await whileClaimed(
    call,
    name,
    () => open(janitor, closed),
    ({ ok }) => ok,
  );
  if (!opened.ok) return opened;
  return opened.value ?? failure({ code: 'REQUEST_IN_PROGRESS' });
}

async function open({ call, configuration }: Janitor, { address, sid, type, name }: ClosedAddress): Outcome {
  const { twilio, context } = call;
  const { addressConfigurations } = twilio.conversations.v1;
  const standing = sid === undefined ? undefined : await attempt(() => addressConfigurations(sid).fetch());
  if (standing && !standing.ok) return failure(twilioError(standing.error));
  const way = standing?.value.autoCreation as { type?: string } | null | undefined;
  const wanted = {
    'autoCreation.enabled': true,
    'autoCreation.conversationServiceSid': configuration.chatServiceSid,
    ...(HEARD.includes(way?.type)
      ? {}
      : {
          'autoCreation.type': 'webhook' as const,
          'autoCreation.webhookUrl': functionUrl(context, INBOUND_ROUTE),
          'autoCreation.webhookMethod': 'post' as const,
          'autoCreation.webhookFilters': FILTERS,
        }),
  };
  const done = await attempt(() =>
    sid === undefined
      ? addressConfigurations.create({ type, address, friendlyName: name, ...wanted })
      : addressConfigurations(sid).update(wanted),
  );
  return done.ok ? success('opened') : failure(twilioError(done.error));
}
