import type { Step } from '../../Step';
import { exists, note, wrong } from '../../Step';
import type { DoctorAccount } from '../DoctorAccount';

/** What is switched on, as far as the Flex Configuration tells. */
export function features({ configuration }: DoctorAccount): Promise<Step[]> {
  const { plugin_service_enabled: plugins, agent_conv_end_methods: endings, notifications } = configuration;
  return Promise.resolve([
    plugins === false
      ? wrong('plugins', 'Flex loads none. Switch them on: Flex > Manage > Plugins in the Console.')
      : exists('plugins'),
    note('ways to end a conversation', endings?.enabled?.join(', ') ?? 'Complete alone: Leave and Pause are off.'),
    note(
      'browser notifications',
      notifications?.enabled === false ? 'Off: an agent in another tab doesn’t see a new task.' : 'On.',
    ),
  ]);
}
