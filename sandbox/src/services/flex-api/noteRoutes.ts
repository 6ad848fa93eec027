import { TwilioError } from '../../http/TwilioError';
import { parametersOf } from '../../http/parameters';
import { restRouter } from '../../http/restRouter';
import type { World } from '../../World';

interface Note {
  sid: string;
  interaction_sid: string;
  channel_sid: string;
  summary: string;
  type: string;
  date_created: string;
}

/** What an agent writes for the next one when handing a conversation over. */
export function noteRoutes(world: World): void {
  const notes = world.keep('transferNotes', new Map<string, Note>());
  const router = restRouter(world);
  router.post('/Flex/Instances/:instanceSid/Notes', (request, response) => {
    const parameters = parametersOf(request);
    const note: Note = {
      sid: world.random.sid('NO'),
      interaction_sid: parameters.required('InteractionSid'),
      channel_sid: parameters.required('ChannelSid'),
      summary: parameters.required('Summary'),
      type: parameters.text('Type') ?? 'transfer',
      date_created: world.clock.now().toISOString(),
    };
    notes.set(note.sid, note);
    response.status(201).json(note);
  });
  router.get('/Flex/Instances/:instanceSid/Notes/:sid', (request, response) => {
    const note = notes.get(request.params.sid);
    if (!note) throw TwilioError.notFound(request.path);
    response.json(note);
  });
  world.routes.push({ host: 'preview.twilio.com', router });
}
