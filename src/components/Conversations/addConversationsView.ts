import { addScreen } from '../../chunks/addScreen';
import type { PluginContext } from '../../PluginContext';
import { CONVERSATIONS_VIEW } from './conversationsViewName';

/** The supervisors' view "Conversations", and its link. */
export const addConversationsView = (plugin: PluginContext): void =>
  addScreen(plugin, {
    name: CONVERSATIONS_VIEW,
    title: plugin.t('conversations'),
    icon: 'Supervisor',
    load: () =>
      import(/* webpackChunkName: "conversations" */ './ConversationsScreen').then(
        (chunk) => chunk.ConversationsScreen,
      ),
  });
