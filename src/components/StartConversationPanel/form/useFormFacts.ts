import { useMemo } from 'react';

import { hasWindow } from '../../../contract/Channel';
import type { Checks, ChecksRequest } from '../../../contract/checks';
import type { Template } from '../../../contract/templates';
import { agentName } from '../../../flex/worker';
import type { ScreenContext } from '../../../PluginContext';
import type { Sender } from '../../../settings/settingsSchema';
import { useLoaded } from '../../shared/useLoaded';
import { customerOf, keyOf, kindOf, settle } from './draft';
import type { Draft, FormFacts, MessageKind } from './draft';
import { useChecks } from './useChecks';

export interface LoadedFacts extends FormFacts {
  /** The draft with a sender that this agent may use. */
  draft: Draft;
  senders: readonly Sender[];
  queues: readonly { sid: string; name: string }[];
  templates: readonly Template[];
  templatesState: 'loading' | 'failed' | 'loaded';
  loadTemplatesAgain: () => void;
  mayOverride: boolean;
  mayStartFor: boolean;
  /** Customer and sender, once both are there. */
  pair: ChecksRequest | undefined;
  /** Undefined while nothing is known. */
  checks: Checks | undefined;
  /** Something has been kept of the customer since. */
  checkAgain: () => void;
  /** They are being asked for. */
  checksPending: boolean;
}

/** Where nobody can tell the customer's time zone, the agent's own stands for it. */
const ownTimeZone = (): string => Intl.DateTimeFormat().resolvedOptions().timeZone;

/**
 * What the form has to know from the backend. While an answer is not there, or never comes, the settings stand alone.
 * `isTyping`: the customer's number may not be complete. `hold` is given the kind of message that is shown, and says
 * whether an answer that comes now has to leave it so.
 */
export function useFormFacts(
  { backend, manager, settings }: ScreenContext,
  typed: Draft,
  { open, isTyping, hold }: { open: boolean; isTyping: boolean; hold: (shown: MessageKind) => boolean },
): LoadedFacts {
  const allowed = useLoaded('senders', backend && (() => backend.senders())).value;
  const senders = useMemo(() => {
    const keys = allowed && new Set(allowed.senders.map(({ channel, address }) => `${channel}:${address}`));
    return keys ? settings.senders.filter((sender) => keys.has(keyOf(sender))) : settings.senders;
  }, [allowed, settings.senders]);

  const draft = useMemo(() => settle(typed, senders), [typed, senders]);
  const sender = allowed?.senders.find(({ channel, address }) => channel === draft.channel && address === draft.sender);
  const to = customerOf(draft);
  const pair =
    to && draft.sender
      ? {
          channel: draft.channel,
          from: draft.sender,
          to,
          otherAddresses: draft.otherAddresses,
          customerTimeZone: draft.customerTimeZone,
        }
      : undefined;
  // A panel that is opened again asks again: hours may have passed.
  const lookUp = settings.lineTypes !== undefined && !isTyping;
  const { checked, isPending, again } = useChecks(backend, open ? pair : undefined, { lookUp, hold: () => hold(kind) });
  const checks = checked?.checks;
  const windowIsOpen = !hasWindow(draft.channel) || checks?.windowClosesAt !== null;
  const onlyTemplates = draft.channel === 'whatsapp' && !windowIsOpen && !checked?.isHeld;
  const kind = kindOf(draft, { onlyTemplates });

  const wantsTemplates = kind === 'template';
  const templates = useLoaded(wantsTemplates ? 'templates' : undefined, backend && (() => backend.templates()));

  const customerZones = checks?.customerTimes.map(({ timeZone }) => timeZone) ?? [];
  return {
    draft,
    pair,
    senders,
    queues: allowed?.queues ?? [],
    mayOverride: allowed?.mayOverride ?? false,
    mayStartFor: allowed?.mayStartFor ?? false,
    templates: templates.value?.templates ?? [],
    templatesState: templates.error ? 'failed' : templates.value ? 'loaded' : 'loading',
    loadTemplatesAgain: templates.again,
    timeZones: customerZones.length > 0 ? customerZones : [ownTimeZone()],
    agentName: agentName(manager),
    senderSchedules: sender?.schedules !== false,
    windowIsOpen,
    onlyTemplates,
    checks,
    checkAgain: again,
    checksPending: isPending,
  };
}
