import { attempt } from '../../webhooks/attempt';
import { localTarget } from '../../webhooks/localTarget';
import type { Variables, Visit } from '../Visit';
import { report } from '../report';

/** Each request has ten seconds. https://www.twilio.com/docs/studio/user-guide/studio-faq */
const TIMEOUT_MS = 10_000;
const FORM = 'application/x-www-form-urlencoded';

const formOf = (visit: Visit): [string, string][] => visit.pairs('parameters').map(({ key, value }) => [key, value]);

const isSuccess = (status: number | null): boolean => status !== null && status >= 200 && status < 300;

/** A body of JSON is under `parsed` as well. */
function variablesOf(status: number, contentType: string | null, body: string): Variables {
  const answered = { status_code: status, content_type: contentType, body };
  try {
    return { ...answered, parsed: JSON.parse(body) as unknown };
  } catch {
    return answered;
  }
}

/** https://www.twilio.com/docs/studio/widget-library/run-function */
export function runFunction(visit: Visit): void {
  const { world, execution } = visit;
  const request = {
    kind: 'studio',
    url: visit.text('url'),
    parameters: Object.fromEntries(formOf(visit)),
    timeout: TIMEOUT_MS,
    ignoresOverrides: true,
  };
  void world.services.webhooks.deliver(request).then(({ responseStatus, responseType, responseBody, errorMessage }) => {
    if (responseStatus !== null) {
      const variables = variablesOf(responseStatus, responseType, responseBody);
      if (isSuccess(responseStatus)) return visit.leave('success', variables);
      report(world, execution, 'functionFailed', errorMessage ?? undefined);
      return visit.leave('fail', variables);
    }
    report(world, execution, 'functionNotInvoked', errorMessage ?? undefined);
    visit.leave('fail');
  });
}

/** https://www.twilio.com/docs/studio/widget-library/http-request */
export function makeHttpRequest(visit: Visit): void {
  const { world, execution } = visit;
  const { account, clock } = world;
  const url = visit.text('url');
  const address = URL.canParse(url) ? new URL(url) : undefined;
  const target = address && /^https?:$/.test(address.protocol) ? localTarget(address, world) : undefined;
  if (!target) {
    report(world, execution, 'httpRequestNotMade', `${url} is not an address of this computer`);
    return visit.leave('failed');
  }
  const method = visit.text('method').toUpperCase() === 'POST' ? 'POST' : 'GET';
  const form = formOf(visit);
  if (method === 'GET') for (const [key, value] of form) target.searchParams.append(key, value);
  const contentType = visit.text('content_type') || FORM;
  const isForm = contentType.startsWith(FORM) && form.length > 0;
  const body = isForm ? new URLSearchParams(form).toString() : visit.text('body');
  const credentials = Buffer.from(`${account.sid}:${account.authToken}`).toString('base64');

  const stop = new AbortController();
  visit.onClose(() => stop.abort());
  const request = attempt({
    target,
    method,
    headers: {
      host: new URL(url).host,
      ...(method === 'POST' && { 'content-type': contentType, 'content-length': String(Buffer.byteLength(body)) }),
      ...(visit.widget.properties['add_twilio_auth'] === true && { authorization: `Basic ${credentials}` }),
    },
    body: method === 'POST' ? body : '',
    connectTimeout: TIMEOUT_MS,
    readTimeout: TIMEOUT_MS,
    after: (milliseconds, action) => clock.afterReal(milliseconds, action),
    signal: stop.signal,
  });
  void request.then((answer) => {
    if (stop.signal.aborted) return;
    if ('failure' in answer) {
      report(world, execution, 'httpRequestFailed', answer.message);
      return visit.leave('failed');
    }
    const variables = variablesOf(answer.status, answer.contentType, answer.body);
    if (isSuccess(answer.status)) return visit.leave('success', variables);
    report(world, execution, 'httpRequestFailed', `${url} answered ${answer.status}`);
    visit.leave('failed', variables);
  });
}
