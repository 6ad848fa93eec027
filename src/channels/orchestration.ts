import type * as Flex from '@twilio/flex-ui';

import type { PluginContext } from '../PluginContext';
import { channelOf } from './matchChannel';
import type { MatchedTask } from './matchChannel';
import { reportToHook } from './orchestrationHook';

const EVENTS = ['accepted', 'wrapup', 'completed'] as const;
export type OrchestrationEvent = (typeof EVENTS)[number];

type Orchestrations = ReturnType<typeof Flex.ChatOrchestrator.getOrchestrations>;

/**
 * Lets the declared channels' tasks be orchestrated as declared, and all others as before: by Flex's defaults, or by
 * what another plugin has set. Flex asks twice for wrapup and completed (for the action and for the reservation's
 * event), so the answer must do nothing itself. Returns what ends it.
 */
export function registerOrchestration(plugin: PluginContext): () => void {
  const { flex, settings } = plugin;
  if (!settings.channels.some(({ orchestration }) => orchestration)) {
    return () => undefined;
  }
  const declaredFor = (task: MatchedTask) => {
    const attributes = task.attributes as { flexInteractionChannelSid?: unknown } | null | undefined;
    // A task of an interaction is Flex's own, whatever its channel is called.
    return attributes?.flexInteractionChannelSid ? undefined : channelOf(settings.channels, task)?.orchestration;
  };

  const before = new Map<OrchestrationEvent, Orchestrations>();
  for (const event of EVENTS) {
    const others = flex.ChatOrchestrator.getOrchestrations(event);
    before.set(event, others);
    flex.ChatOrchestrator.setOrchestrations(event, (task) => {
      const declared = declaredFor(task)?.[event];
      if (declared) {
        return declared.map((name) => flex.ChatOrchestratorEvent[name]);
      }
      return typeof others === 'function' ? others(task) : others;
    });
  }
  const endReports = reportToHook(plugin, declaredFor);
  return () => {
    endReports();
    before.forEach((others, event) => flex.ChatOrchestrator.setOrchestrations(event, others));
  };
}
