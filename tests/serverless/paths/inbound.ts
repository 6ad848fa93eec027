import { namedSid } from '../../../sandbox/src/model/sid';
import { CARE } from '../backend';
import type { Path } from './Path';
import { customerMessage } from './customerMessage';

const ROUTE = 'conversation-events';

/** Sam writes first, to an address that leads to our function. The request again is Sam's next message. */
export const inbound: Path = {
  name: `POST /${ROUTE}`,
  messages: 0,
  async prepare(backend) {
    await backend.sandbox.twilio.conversations.v1.addressConfigurations(namedSid('IG', CARE)).update({
      'autoCreation.type': 'webhook',
      'autoCreation.webhookUrl': `${backend.functions.url.replace('127.0.0.1', 'localhost')}/${ROUTE}`,
      'autoCreation.webhookMethod': 'post',
      'autoCreation.webhookFilters': ['onMessageAdded'],
    });
    return () => customerMessage(backend, ROUTE);
  },
};
