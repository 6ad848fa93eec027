import type { Reservation } from 'twilio-taskrouter';

import { acceptTask, isNotPending, selectTask } from '../flex/tasks';
import type { PluginContext } from '../PluginContext';

type ReservedTask = Pick<Reservation['task'], 'routingTarget' | 'taskChannelUniqueName'> & {
  attributes: Record<string, unknown> | null | undefined;
  /** Set while a call is being transferred to this worker. */
  transfers?: { incoming?: unknown } | null;
};

export const asksForAutoAccept = ({ attributes }: ReservedTask): boolean =>
  attributes?.autoAnswer === true || attributes?.autoAnswer === 'true';

/**
 * Flex accepts and selects these by itself, the moment they are reserved: outbound calls, outbound e-mail and outbound
 * tasks of an interaction, each only when routed to a target. Accepting them as well would accept them twice.
 */
export function isAcceptedByFlex({
  attributes,
  routingTarget,
  taskChannelUniqueName,
  transfers,
}: ReservedTask): boolean {
  if (attributes?.direction !== 'outbound' || !routingTarget) {
    return false;
  }
  const channelType = attributes.channelType ?? taskChannelUniqueName;
  const isOutboundCall = taskChannelUniqueName === 'voice' && !transfers?.incoming;
  return isOutboundCall || channelType === 'email' || Boolean(attributes.flexInteractionChannelSid);
}

/** Accepts and selects what asks for it. Returns what ends that. */
export function registerAutoAccept({ flex, manager, settings }: PluginContext): () => void {
  const worker = manager.workerClient;
  if (!settings.autoAccept.autoAnswer || !worker) {
    return () => undefined;
  }

  const accept = async ({ sid }: Reservation): Promise<void> => {
    try {
      await acceptTask(flex, sid);
    } catch (error) {
      // Another tab, another plugin or the agent was quicker.
      if (!isNotPending(error)) {
        console.warn('[Messaging Controls] a task could not be accepted by itself', error);
        return;
      }
    }
    await selectTask(flex, sid).catch((error: unknown) => {
      console.warn('[Messaging Controls] an accepted task could not be selected', error);
    });
  };

  const onCreated = (reservation: Reservation) => {
    if (asksForAutoAccept(reservation.task) && !isAcceptedByFlex(reservation.task)) {
      void accept(reservation);
    }
  };

  // Reservations from before the page was loaded raise no event, and Flex accepts none of them, outbound ones neither.
  const acceptWaiting = () => {
    for (const reservation of worker.reservations.values()) {
      if (reservation.status === 'pending' && asksForAutoAccept(reservation.task)) {
        void accept(reservation);
      }
    }
  };

  worker.on('reservationCreated', onCreated);
  // Flex's own action AcceptTask needs the rest of Flex, which stands once all plugins are there.
  manager.events.addListener('pluginsInitialized', acceptWaiting);
  return () => {
    worker.off('reservationCreated', onCreated);
    manager.events.removeListener('pluginsInitialized', acceptWaiting);
  };
}
