import type { ITask } from '@twilio/flex-ui';
import * as v from 'valibot';

import { channelOf } from '../channels/matchChannel';
import { channelTypeOf } from '../flex/channelType';
import type { PluginContext } from '../PluginContext';
import { wrapUpSchema } from '../settings/wrapUpSchema';
import { readDraft } from './wrapUpDraft';
import type { WrapUpDraft } from './wrapUpDraft';

/** What is asked about one task. */
export interface WrapUpOfTask {
  /** Those that are for its channel and queue. */
  dispositions: string[];
  isRequired: boolean;
  note: 'off' | 'optional' | 'required';
}

type SettingsOf = Pick<PluginContext, 'settings'>;

/** Undefined where nothing is asked of this task, or the settings are wrong, of which administrators are told. */
export function wrapUpOf({ settings }: SettingsOf, task: ITask): WrapUpOfTask | undefined {
  const read = v.safeParse(wrapUpSchema, settings.wrapUp);
  if (!read.success) {
    return undefined;
  }
  const { dispositions, isRequired, note } = read.output;
  const { attributes, taskChannelUniqueName, queueName, queueSid } = task;
  const channels: unknown[] = [
    channelTypeOf(attributes),
    taskChannelUniqueName,
    channelOf(settings.channels, task)?.name,
  ];
  const queues: unknown[] = [queueName, queueSid];
  const names = dispositions
    .filter(
      (one) =>
        (one.channels?.some((channel) => channels.includes(channel)) ?? true) &&
        (one.queues?.some((queue) => queues.includes(queue)) ?? true),
    )
    .map(({ name }) => name);
  return names.length === 0 && note === 'off'
    ? undefined
    : { dispositions: names, isRequired: isRequired && names.length > 0, note };
}

/** What is filled in: not saved yet, or on the task already. */
export function filledIn(task: ITask): WrapUpDraft {
  const { outcome, content } = ((task.attributes as Record<string, unknown> | null)?.conversations ?? {}) as {
    outcome?: string;
    content?: string;
  };
  return readDraft(task.taskSid) ?? { disposition: outcome ?? '', note: content ?? '' };
}

export const missingOf = (
  { dispositions, isRequired, note }: WrapUpOfTask,
  draft: WrapUpDraft,
): { disposition: boolean; note: boolean } => ({
  disposition: isRequired && !dispositions.includes(draft.disposition),
  note: note === 'required' && draft.note.trim() === '',
});
