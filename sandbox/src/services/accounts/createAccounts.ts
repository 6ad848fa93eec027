import { TwilioError } from '../../http/TwilioError';
import { restRouter } from '../../http/restRouter';
import type { World } from '../../World';
import { rfc2822 } from '../messaging/listPage';

/** The account itself. https://www.twilio.com/docs/iam/api/account */
export function createAccounts(world: World): void {
  const router = restRouter(world);
  world.routes.push({ host: 'api.twilio.com', router });
  const created = rfc2822(world.clock.now());
  router.get('/2010-04-01/Accounts/:sid.json', (request, response) => {
    const { sid, authToken, friendlyName } = world.account;
    if (request.params.sid !== sid) throw TwilioError.notFound(request.path);
    const path = `/2010-04-01/Accounts/${sid}`;
    response.json({
      sid,
      auth_token: authToken,
      friendly_name: friendlyName,
      owner_account_sid: sid,
      status: 'active',
      type: 'Full',
      date_created: created,
      date_updated: created,
      subresource_uris: {
        incoming_phone_numbers: `${path}/IncomingPhoneNumbers.json`,
        messages: `${path}/Messages.json`,
      },
      uri: `${path}.json`,
    });
  });
}
