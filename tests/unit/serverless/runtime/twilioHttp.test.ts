import http from 'node:http';
import type { AddressInfo } from 'node:net';

import { RequestLog } from '../../../../serverless/src/runtime/RequestLog';
import { NotSentError, TwilioHttp } from '../../../../serverless/src/runtime/TwilioHttp';

const arrivals: number[] = [];
const server = http.createServer((_, response) => {
  arrivals.push(Date.now());
  response.writeHead(200, { 'content-type': 'application/json' }).end('{}');
});
beforeAll(() => new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve)));
afterAll(() => new Promise((resolve) => server.close(resolve)));
beforeEach(() => (arrivals.length = 0));
afterEach(() => jest.restoreAllMocks());

const post = (client: TwilioHttp) =>
  client.request({ method: 'post', uri: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1/Things` });

describe('TwilioHttp', () => {
  it('begins nothing in the time that is kept for undoing, and undoes in it', async () => {
    const client = new TwilioHttp(new RequestLog('test'));
    const sevenSecondsLater = Date.now() + 7_000;
    jest.spyOn(Date, 'now').mockReturnValue(sevenSecondsLater);
    await expect(post(client)).rejects.toBeInstanceOf(NotSentError);
    expect(arrivals).toHaveLength(0);
    expect(await client.inReserve(() => post(client))).toMatchObject({ statusCode: 200 });
    jest.spyOn(Date, 'now').mockReturnValue(sevenSecondsLater + 2_500);
    await expect(client.inReserve(() => post(client))).rejects.toBeInstanceOf(NotSentError);
    expect(arrivals).toHaveLength(1);
  });

  it('lets no more POSTs through in a second than it shall', async () => {
    const client = new TwilioHttp(new RequestLog('test'));
    client.pace(20);
    const from = Date.now();
    await Promise.all([1, 2, 3, 4, 5].map(() => post(client)));
    expect(arrivals).toHaveLength(5);
    // Timers may be a millisecond early each.
    expect(Date.now() - from).toBeGreaterThanOrEqual(195);
  });
});
