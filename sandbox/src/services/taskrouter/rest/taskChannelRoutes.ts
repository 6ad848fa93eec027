import express from 'express';
import type { Router } from 'express';

import type { World } from '../../../World';
import { page } from '../../../http/page';
import { parametersOf } from '../../../http/parameters';
import { TwilioError } from '../../../http/TwilioError';
import type { TaskChannel } from '../../../model/taskrouter';
import { addTaskChannel } from '../records';
import { taskChannelJson } from './restResources';

/** https://www.twilio.com/docs/taskrouter/api/task-channel */
export function taskChannelRoutes(world: World): Router {
  const router = express.Router();
  const find = (name: string): TaskChannel | undefined =>
    [...world.taskChannels.values()].find(({ sid, uniqueName }) => sid === name || uniqueName === name);
  const fetch = (name: string): TaskChannel => {
    const channel = find(name);
    if (!channel) throw TwilioError.notFound(`/TaskChannels/${name}`);
    return channel;
  };

  router.get('/', (request, response) => {
    const channels = [...world.taskChannels.values()];
    response.json(page(request, 'channels', channels, (channel) => taskChannelJson(world, channel)));
  });
  router.post('/', (request, response) => {
    const parameters = parametersOf(request);
    const uniqueName = parameters.required('UniqueName');
    if (find(uniqueName)) throw new TwilioError(409, 20409, `TaskChannel ${uniqueName} already exists`);
    const channel = addTaskChannel(world, {
      uniqueName,
      friendlyName: parameters.required('FriendlyName'),
      channelOptimizedRouting: parameters.flag('ChannelOptimizedRouting') ?? false,
    });
    response.status(201).json(taskChannelJson(world, channel));
  });
  router.get('/:sid', (request, response) => void response.json(taskChannelJson(world, fetch(request.params.sid))));
  router.post('/:sid', (request, response) => {
    const channel = fetch(request.params.sid);
    const parameters = parametersOf(request);
    channel.friendlyName = parameters.text('FriendlyName') ?? channel.friendlyName;
    channel.channelOptimizedRouting = parameters.flag('ChannelOptimizedRouting') ?? channel.channelOptimizedRouting;
    channel.dateUpdated = world.clock.now();
    response.json(taskChannelJson(world, channel));
  });
  router.delete('/:sid', (request, response) => {
    const { sid } = fetch(request.params.sid);
    if ([...world.tasks.values()].some(({ taskChannelSid }) => taskChannelSid === sid)) {
      throw new TwilioError(400, 20001, `Cannot delete TaskChannel ${sid} because it has tasks`);
    }
    world.taskChannels.delete(sid);
    for (const worker of world.workers.values()) {
      worker.channels = worker.channels.filter(({ taskChannelSid }) => taskChannelSid !== sid);
    }
    response.sendStatus(204);
  });
  return router;
}
