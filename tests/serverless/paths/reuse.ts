import type { Path } from './Path';
import { pathAnswer } from './Path';

/** Alice goes on in a conversation that she has left, and that rests since. */
export const reuse: Path = {
  name: 'POST /interactions with reuseConversationSid',
  messages: 1,
  async prepare(backend) {
    await backend.installInteractionsWebhook();
    const { body } = await backend.send(backend.request());
    await backend.settled();
    if (!body.ok) throw new Error(body.error.code);
    const { conversationSid, interactionSid = '', interactionChannelSid = '', taskSid } = body.started;
    const { world, twilio } = backend.sandbox;
    const reservation = [...world.reservations.values()].find((one) => one.taskSid === taskSid);
    world.services.taskrouter.setReservation(reservation!.sid, 'accepted');
    await twilio.flexApi.v1
      .interaction(interactionSid)
      .channels(interactionChannelSid)
      .update({ status: 'inactive', routing: { status: 'closed' } });
    const request = backend.request({ body: 'Once more', reuseConversationSid: conversationSid });
    return async () => pathAnswer(await backend.send(request), 'started');
  },
};
