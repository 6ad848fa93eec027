import { namedSid } from '../../sandbox/src/model/sid';
import { Backend } from './backend';

jest.setTimeout(60_000);

const NAME = 'Messaging Controls';
const OURS = namedSid('IS', NAME);

let backend: Backend;
beforeAll(async () => {
  backend = await Backend.start({
    isCold: false,
    variables: { SYNC_SERVICE_SID: OURS },
    sandbox: { syncServices: [NAME] },
  });
});
afterAll(() => backend.close());
beforeEach(() => backend.reset());

it('what outlives a request is kept where no agent’s browser writes, and nowhere else', async () => {
  const request = backend.request() as unknown as Record<string, string>;
  expect(await backend.ask('alice', 'outreach', { ...request, replyTo: 'queue' })).toMatchObject({ status: 201 });
  await backend.ask('alice', 'recents', {});
  const { services } = backend.sandbox.twilio.sync.v1;
  expect(await services(OURS).fetch()).toMatchObject({ aclEnabled: true });
  expect(await services(OURS).syncLists.list()).toHaveLength(1);
  const ofDefault = services('default');
  expect([...(await ofDefault.documents.list()), ...(await ofDefault.syncLists.list())]).toEqual([]);
  expect(backend.proxy.requests.filter((asked) => asked.includes('/Services/default/'))).toEqual([]);
});
