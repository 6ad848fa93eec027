import { TwilioError } from '../../http/TwilioError';
import { page } from '../../http/page';
import { parametersOf } from '../../http/parameters';
import { restRouter } from '../../http/restRouter';
import type { Sid } from '../../model/sid';
import type { World } from '../../World';

const HOST = 'hello.twilio.com';

interface Greeting {
  sid: Sid;
  name: string;
  dateCreated: Date;
}

/**
 * A service to begin a new one from: copy the folder, and follow the recipe in CONTRIBUTING.md. Twilio has none like it:
 * it keeps greetings, and tells them again.
 */
export function createHello(world: World): void {
  // Kept in state files, by this name; a reset begins with none.
  const greetings = world.keep('greetings', new Map<Sid, Greeting>());
  // Checks the account's credentials, and reads forms and JSON.
  const router = restRouter(world);
  world.routes.push({ host: HOST, router });

  const toJson = ({ sid, name, dateCreated }: Greeting): Record<string, unknown> => ({
    sid,
    account_sid: world.account.sid,
    text: `Hello, ${name}`,
    date_created: dateCreated.toISOString(),
    url: `https://${HOST}/v1/Greetings/${sid}`,
  });

  router.post('/v1/Greetings', (request, response) => {
    // Time and chance are the world's, so that they can be moved on and repeated.
    const name = parametersOf(request).required('Name');
    const greeting = { sid: world.random.sid('GR'), name, dateCreated: world.clock.now() };
    greetings.set(greeting.sid, greeting);
    response.status(201).json(toJson(greeting));
  });
  router.get('/v1/Greetings', (request, response) => {
    response.json(page(request, 'greetings', [...greetings.values()], toJson));
  });
  router.get('/v1/Greetings/:sid', (request, response) => {
    const greeting = greetings.get(request.params.sid);
    if (!greeting) throw TwilioError.notFound(request.path);
    response.json(toJson(greeting));
  });
}
