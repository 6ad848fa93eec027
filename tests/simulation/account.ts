// The account of every history: the sandbox's demo, set up for our functions.
import { createHash } from 'node:crypto';

import { TASK_EVENTS } from '../../serverless/src/trace/taskActs';
import type { SeedOptions } from '../../sandbox/src/seed/seed';

export const FUNCTIONS_DOMAIN = 'messaging-controls.example.com';
export const CARE = '+14155550100';
/** Of the business's own system. */
export const SYSTEM_KEY = 'a-systems-key';
export const WEBSITE = 'https://www.example.com';

export const VARIABLES = {
  CONTACT_FORM_ORIGINS: WEBSITE,
  SYSTEM_KEYS: JSON.stringify([
    { name: 'crm', sha256: createHash('sha256').update(SYSTEM_KEY).digest('hex'), scopes: ['reminders'] },
  ]),
};

/** Their numbers. */
export const CUSTOMERS = ['+14155550143', '+14155550144', '+14155550145'] as const;

export const account: SeedOptions = {
  conversationsWebhook: {
    url: `https://${FUNCTIONS_DOMAIN}/messaging-events`,
    filters: ['onMessageAdded', 'onDeliveryUpdated', 'onConversationStateUpdated'],
  },
  interactionsWebhook: {
    url: `https://${FUNCTIONS_DOMAIN}/interaction-events`,
    filters: ['onChannelCreated', 'onChannelCreateFailed', 'onChannelStatusUpdated', 'onParticipantJoined'],
  },
  taskRouterWebhook: { url: `https://${FUNCTIONS_DOMAIN}/task-events`, filters: TASK_EVENTS },
  uiAttributes: {
    messaging_controls: {
      contactRequests: { from: CARE },
      senders: [
        { address: CARE, channel: 'sms', name: 'Customer care' },
        { address: '+14155550101', channel: 'sms', name: 'Orders' },
        { address: CARE, channel: 'whatsapp', name: 'Customer care' },
      ],
    },
  },
};
