import type { ApprovalStatus, ContentTemplate } from '../model/content';
import { namedSid } from '../model/sid';
import type { World } from '../World';

type Seeded = Pick<ContentTemplate, 'friendlyName' | 'language' | 'variables' | 'types'> & {
  status: ApprovalStatus;
  category: string;
};

const TEMPLATES: Seeded[] = [
  {
    friendlyName: 'appointment_reminder',
    language: 'en',
    variables: { 1: 'Sam', 2: 'Monday at 10:00' },
    types: {
      'twilio/quick-reply': {
        body: 'Hello {{1}}, we expect you on {{2}}. Does this suit you?',
        actions: [
          { type: 'QUICK_REPLY', title: 'Yes, I will come', id: 'confirm' },
          { type: 'QUICK_REPLY', title: 'Another day, please', id: 'change' },
        ],
      },
      'twilio/text': { body: 'Hello {{1}}, we expect you on {{2}}. Please tell us if this does not suit you.' },
    },
    status: 'approved',
    category: 'UTILITY',
  },
  {
    friendlyName: 'appointment_reminder_es',
    language: 'es',
    variables: { 1: 'María', 2: 'el lunes a las 10:00' },
    types: { 'twilio/text': { body: 'Hola {{1}}, le esperamos {{2}}. Avísenos si no le viene bien.' } },
    status: 'approved',
    category: 'UTILITY',
  },
  {
    friendlyName: 'order_delayed',
    language: 'en',
    variables: { 1: 'A-1042' },
    types: { 'twilio/text': { body: 'Your order {{1}} comes later than we said. We are sorry.' } },
    status: 'pending',
    category: 'UTILITY',
  },
  {
    friendlyName: 'weekend_offer',
    language: 'en',
    variables: {},
    types: { 'twilio/text': { body: 'FREE for you this weekend!!!' } },
    status: 'rejected',
    category: 'MARKETING',
  },
];

/** Message templates in each state of WhatsApp's review. */
export function seedContent(world: World): void {
  const now = world.clock.now();
  for (const { status, category, ...template } of TEMPLATES) {
    const sid = namedSid('HX', template.friendlyName);
    const approval = {
      name: template.friendlyName,
      category,
      status,
      rejectionReason: status === 'rejected' ? 'INVALID_FORMAT' : '',
      allowCategoryChange: true,
    };
    world.contentTemplates.set(sid, { ...template, sid, approval, dateCreated: now, dateUpdated: now });
  }
}
