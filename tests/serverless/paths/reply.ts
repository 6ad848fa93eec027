import type { Path } from './Path';
import { customerMessage } from './customerMessage';

/** Sam answers a message that waits for it. The request again is Sam's next message. */
export const reply: Path = {
  name: 'POST /outreach-reply',
  messages: 0,
  async prepare(backend) {
    await backend.ask('alice', 'outreach', { ...backend.request(), replyTo: 'agent' });
    return () => customerMessage(backend, 'outreach-reply');
  },
};
