import type { Path } from './Path';
import { pathAnswer } from './Path';

export const outreach: Path = {
  name: 'POST /outreach',
  messages: 1,
  prepare(backend) {
    const request = { ...backend.request(), replyTo: 'agent' };
    return Promise.resolve(async () => pathAnswer(await backend.ask('alice', 'outreach', request), 'started'));
  },
};
