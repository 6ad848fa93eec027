import type { Request } from 'express';

import { parametersOf } from '../../http/parameters';
import { TwilioError } from '../../http/TwilioError';
import type { ContentTemplate } from '../../model/content';

function pattern(text: string | undefined, parameter: string): RegExp | undefined {
  if (text === undefined) return undefined;
  try {
    return new RegExp(text, 'i');
  } catch {
    throw TwilioError.invalid(parameter);
  }
}

/**
 * The search of v2: by language, kind, name, text, date and `ChannelEligibility=whatsapp:approved`, each of the lists
 * repeated or with commas; sorted by date or name.
 * https://www.twilio.com/docs/content/content-api-resources#template-search
 */
export function searchTemplates(request: Request, templates: ContentTemplate[]): ContentTemplate[] {
  const parameters = parametersOf(request);
  const list = (name: string): string[] | undefined => parameters.list(name)?.flatMap((value) => value.split(','));
  const languages = list('Language');
  const kinds = list('ContentType');
  const eligibilities = list('ChannelEligibility');
  const name = pattern(parameters.text('ContentName'), 'ContentName');
  const content = pattern(parameters.text('Content'), 'Content');
  const after = Date.parse(parameters.text('DateCreatedAfter') ?? '');
  const before = Date.parse(parameters.text('DateCreatedBefore') ?? '');
  const found = templates.filter(
    (template) =>
      (!languages || languages.includes(template.language)) &&
      (!kinds || Object.keys(template.types).some((kind) => kinds.includes(kind))) &&
      (!eligibilities || eligibilities.includes(`whatsapp:${template.approval.status}`)) &&
      (!name || name.test(template.friendlyName)) &&
      (!content || content.test(JSON.stringify(template.types))) &&
      !(template.dateCreated.getTime() < after) &&
      !(template.dateCreated.getTime() > before),
  );
  const byDate = parameters.text('SortByDate');
  const byName = parameters.text('SortByContentName');
  if (byDate) {
    const sign = byDate === 'desc' ? -1 : 1;
    return found.sort((one, other) => sign * (one.dateUpdated.getTime() - other.dateUpdated.getTime()));
  }
  if (byName) {
    const sign = byName === 'desc' ? -1 : 1;
    return found.sort((one, other) => sign * one.friendlyName.localeCompare(other.friendlyName));
  }
  return found;
}
