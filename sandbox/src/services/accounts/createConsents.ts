import { TwilioError } from '../../http/TwilioError';
import { parametersOf } from '../../http/parameters';
import { restRouter } from '../../http/restRouter';
import type { World } from '../../World';
import { setOptOut } from '../messaging/optOut';

/** https://www.twilio.com/docs/api/errors/30646 */
const INVALID = 30646;
const MOST_ITEMS = 25;
const SOURCES = ['website', 'offline', 'opt-in-message', 'opt-out-message', 'others'];

type Item = Partial<Record<string, unknown>>;

const isText = (value: unknown, form: RegExp): value is string => typeof value === 'string' && form.test(value);

/** What is wrong with an item, in Twilio's words. */
function faultsOf({ contact_id, correlation_id, sender_id, status, source, date_of_consent: date }: Item): string[] {
  const faults: [boolean, string][] = [
    [!isText(contact_id, /^\+[1-9]\d{6,14}$/), 'INVALID_CONTACT_ID'],
    [!isText(correlation_id, /^[0-9a-f]{32}$/i), 'INVALID_CORRELATION_ID'],
    [!isText(sender_id, /^(\+[1-9]\d{6,14}|MG[0-9a-f]{32})$/), 'INVALID_SENDER_ID'],
    [!isText(status, /^opt-(in|out)$/), 'INVALID_STATUS'],
    [!SOURCES.includes(String(source)), 'INVALID_SOURCE'],
    [date !== undefined && !isText(date, /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/), 'INVALID_DATE_OF_CONSENT'],
  ];
  return faults.flatMap(([isWrong, fault]) => (isWrong ? [fault] : []));
}

/** The Consent Management API. https://www.twilio.com/docs/messaging/features/consent-api */
export function createConsents(world: World): void {
  const router = restRouter(world);
  world.routes.push({ host: 'accounts.twilio.com', router });
  router.post('/v1/Consents/Bulk', (request, response) => {
    const items = (parametersOf(request).list('Items') ?? []).map(readItem);
    if (items.length === 0) throw TwilioError.missing('Items');
    if (items.length > MOST_ITEMS) throw TwilioError.invalid('Items');
    response.status(201).json({
      items: items.map((item) => {
        const faults = faultsOf(item);
        if (faults.length === 0) {
          setOptOut(world, String(item['sender_id']), String(item['contact_id']), item['status'] === 'opt-out');
        }
        return {
          correlation_id: item['correlation_id'] ?? null,
          error_code: faults.length === 0 ? 0 : INVALID,
          error_messages: faults,
        };
      }),
    });
  });
}

function readItem(text: string): Item {
  try {
    return JSON.parse(text) as Item;
  } catch {
    throw TwilioError.invalid('Items');
  }
}
