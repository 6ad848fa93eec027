import type { Path } from './Path';
import { pathAnswer } from './Path';

export const interactions: Path = {
  name: 'POST /interactions',
  messages: 1,
  prepare(backend) {
    const request = backend.request();
    return Promise.resolve(async () => pathAnswer(await backend.send(request), 'started'));
  },
};
