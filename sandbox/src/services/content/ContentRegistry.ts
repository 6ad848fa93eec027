import { TwilioError } from '../../http/TwilioError';
import type { Approval, ContentTemplate, ContentType } from '../../model/content';
import type { World } from '../../World';

/** Kinds of content with the fields that each must have. */
const TYPES: Readonly<Record<string, readonly string[]>> = {
  'twilio/text': ['body'],
  'twilio/media': ['media'],
  'twilio/location': ['latitude', 'longitude'],
  'twilio/list-picker': ['body', 'button', 'items'],
  'twilio/call-to-action': ['body', 'actions'],
  'twilio/quick-reply': ['body', 'actions'],
  'twilio/card': ['title'],
  'twilio/catalog': ['body'],
  'twilio/carousel': ['body', 'cards'],
  'twilio/flows': ['body', 'button_text', 'pages', 'type'],
  'twilio/schedule': ['id', 'title', 'timeSlots'],
  'whatsapp/card': ['body'],
  'whatsapp/authentication': ['actions'],
  'whatsapp/flows': ['body', 'button_text', 'flow_id'],
};
const CATEGORIES: readonly string[] = ['UTILITY', 'MARKETING', 'AUTHENTICATION'];
const WHATSAPP_NAME = /^[a-z0-9_]{1,512}$/;
const MALFORMED_PLACEHOLDER = /\{\{\s*\}\}|\{\{[^{}]*\}(?!\})/;

/** WhatsApp's review takes up to a day; here it is over before one gets impatient. */
const UNTIL_PENDING_MS = 500;
const UNTIL_REVIEWED_MS = 2000;

export const unsubmitted = (): Approval => ({
  name: '',
  category: '',
  status: 'unsubmitted',
  rejectionReason: '',
  allowCategoryChange: true,
});

export interface ContentInput {
  friendlyName?: string;
  language?: string;
  variables?: Record<string, string>;
  types?: Record<string, ContentType>;
}

/** Templates and WhatsApp's review of them. https://www.twilio.com/docs/content/content-api-resources */
export class ContentRegistry {
  constructor(private readonly world: World) {}

  create({ friendlyName = '', language, variables = {}, types }: ContentInput): ContentTemplate {
    if (!language) throw TwilioError.missing('language');
    const now = this.world.clock.now();
    const template: ContentTemplate = {
      sid: this.world.random.sid('HX'),
      friendlyName,
      language,
      variables,
      types: checkedTypes(types),
      approval: unsubmitted(),
      dateCreated: now,
      dateUpdated: now,
    };
    this.world.contentTemplates.set(template.sid, template);
    return template;
  }

  list(): ContentTemplate[] {
    return [...this.world.contentTemplates.values()];
  }

  fetch(sid: string): ContentTemplate {
    const template = this.world.contentTemplates.get(sid);
    if (!template) throw TwilioError.notFound(`/Content/${sid}`);
    return template;
  }

  /** What has changed has not been reviewed. */
  update(sid: string, { friendlyName, language, variables, types }: ContentInput): ContentTemplate {
    const template = this.fetch(sid);
    template.types = checkedTypes(types);
    if (friendlyName !== undefined) template.friendlyName = friendlyName;
    if (language !== undefined) template.language = language;
    if (variables !== undefined) template.variables = variables;
    template.approval = unsubmitted();
    template.dateUpdated = this.world.clock.now();
    return template;
  }

  remove(sid: string): void {
    this.world.contentTemplates.delete(this.fetch(sid).sid);
  }

  /** Approved by itself a little later; rejected where the name begins with `reject`, so that both can be tried. */
  submit(sid: string, name: string | undefined, category: string | undefined): ContentTemplate {
    const template = this.fetch(sid);
    if (!name) throw TwilioError.missing('name');
    if (!category) throw TwilioError.missing('category');
    if (!WHATSAPP_NAME.test(name)) throw TwilioError.invalid('name: lowercase letters, digits and underscores only');
    if (!CATEGORIES.includes(category)) throw TwilioError.invalid(`category: one of ${CATEGORIES.join(', ')}`);
    if (template.approval.status !== 'unsubmitted') {
      throw new TwilioError(409, 20409, `Content ${sid} has been submitted for approval already`);
    }
    const approval: Approval = { ...unsubmitted(), name, category, status: 'received' };
    template.approval = approval;
    this.world.clock.after(UNTIL_PENDING_MS, () => (approval.status = 'pending'));
    this.world.clock.after(UNTIL_REVIEWED_MS, () => {
      approval.status = name.startsWith('reject') ? 'rejected' : 'approved';
      if (approval.status === 'rejected') approval.rejectionReason = 'INVALID_FORMAT';
    });
    return template;
  }
}

function checkedTypes(types: Record<string, ContentType> | undefined): Record<string, ContentType> {
  if (!types || Object.keys(types).length === 0) throw TwilioError.missing('types');
  for (const [name, type] of Object.entries(types)) {
    const required = TYPES[name];
    if (!required) throw TwilioError.invalid(`types: there is no content type ${name}`);
    const missing = required.find((key) => type[key] === undefined);
    if (missing) throw TwilioError.missing(`types.${name}.${missing}`);
  }
  if (MALFORMED_PLACEHOLDER.test(JSON.stringify(types))) throw TwilioError.invalid('types: a placeholder is malformed');
  return types;
}
