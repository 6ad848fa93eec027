import React, { useEffect, useRef, useState } from 'react';
import { useSelector } from 'react-redux';

import type { ITask } from '@twilio/flex-ui';
import { Box } from '@twilio-paste/core/box';
import { Button } from '@twilio-paste/core/button';
import { Heading } from '@twilio-paste/core/heading';
import { HelpText } from '@twilio-paste/core/help-text';
import { Text } from '@twilio-paste/core/text';

import { handOverOf, isPending } from '../../actions/peopleActs';
import type { LastChoice, People as PeopleInside } from '../../contract/people';
import { LAST_CHOICES } from '../../contract/people';
import type { Conversation } from '../../flex/conversations';
import type { AppState } from '../../flex/FlexContext';
import { selectActivity } from '../../flex/worker';
import type { ScreenContext } from '../../PluginContext';
import type { PeopleQuestion } from '../../state/messagingControlsState';
import { setPeopleQuestion } from '../../state/messagingControlsState';
import { NotesSection } from '../Notes/NotesSection';
import { errorSentence } from '../shared/errorSentence';
import { LoadProblem } from '../shared/LoadProblem';
import { NoticeCallout } from '../shared/NoticeCallout';
import { timeAgo } from '../shared/time';
import { InviteForm } from './InviteForm';
import { ReasonForm } from './ReasonForm';
import { usePeople } from './usePeople';
import type { PeopleAct } from './usePeople';
import { usePeopleStrings } from './usePeopleStrings';
import type { PeopleStrings } from './usePeopleStrings';
import { WaitForm } from './WaitForm';

interface PeopleProps {
  plugin: ScreenContext;
  task: ITask;
  /** Undefined until Flex has loaded it. */
  conversation: Conversation | undefined;
  isSelected: boolean;
  /** In Teams View, on the task of somebody else. */
  isSupervisor: boolean;
}

/** What is being filled in or answered; one at a time. */
type Open =
  | { form: 'invite' | 'reassign' | 'last' | 'wait' | 'end' | 'takeOver' }
  | { form: 'remove'; workerSid: string; name: string };

/** Who is in the conversation and who is invited; inviting, leaving, removing and ending. */
export const People = (props: PeopleProps): React.ReactElement => {
  const { plugin, task, conversation, isSelected, isSupervisor } = props;
  const { manager, flex } = plugin;
  const t = usePeopleStrings(plugin);
  const { taskSid } = task;
  // What was held in Flex itself.
  const question = useSelector(({ messagingControls: { peopleQuestion } }: AppState) =>
    peopleQuestion?.taskSid === taskSid ? peopleQuestion.wanted : undefined,
  );
  const identities = [...(conversation?.participants.keys() ?? [])].join(' ');
  const { people, problem, working, act, look } = usePeople(plugin, { taskSid, identities, isSelected });
  const [open, setOpen] = useState<Open>();
  const [done, setDone] = useState<string>();
  const headingRef = useRef<HTMLHeadingElement>(null);
  const seen = lastIndexOf(conversation);
  const isAvailable = useSelector((state: AppState) => selectActivity(state)?.available === true);

  useEffect(() => {
    if (question && isSelected) {
      headingRef.current?.focus();
    }
  }, [question, isSelected]);

  if (!people) {
    return (
      <Box padding="space60">
        <LoadProblem t={t} error={problem?.error} again={() => void look()} />
        {problem ? null : <div role="status">{t('chunkLoading')}</div>}
      </Box>
    );
  }

  const others = people.agents.filter(({ isYou }) => !isYou);
  const isBusy = working !== undefined;
  const handedTo = handOverOf(people);
  const isJoined = people.supervisors.some(({ isYou }) => isYou);
  const you = manager.workerClient?.sid ?? '';

  const ask = (next: Open) => {
    setDone(undefined);
    setOpen(next);
  };
  /** The place of what is open is gone with it; the focus goes to the heading rather than nowhere. */
  const close = () => {
    setOpen(undefined);
    manager.store.dispatch(setPeopleQuestion(undefined));
    headingRef.current?.focus();
  };
  const perform = async (wanted: PeopleAct, sentence: string): Promise<void> => {
    setDone(undefined);
    if (await act(wanted)) {
      setDone(sentence);
      close();
    }
  };
  /** Flex gives its composer only to a conversation that was joined before it was opened. */
  const openAgain = async (): Promise<void> => {
    await flex.Actions.invokeAction('SelectTaskInSupervisor', { task: undefined });
    await flex.Actions.invokeAction('SelectTaskInSupervisor', { task });
  };
  const join = async (): Promise<void> => {
    setDone(undefined);
    if (await act({ act: 'join' })) {
      await openAgain();
    }
  };
  const askToLeave = () => {
    if (others.length > 0 && !handedTo) {
      void perform({ act: 'leave' }, t('peopleLeft'));
    } else {
      ask({ form: 'last' });
    }
  };

  return (
    <Box as="section" aria-label={t('people')} padding="space60" height="100%" overflowY="auto">
      <Box display="flex" flexDirection="column" rowGap="space50">
        <Box>
          <Heading as="h2" variant="heading40" marginBottom="space0">
            <span ref={headingRef} tabIndex={-1} style={{ outline: 'none' }}>
              {t('people')}
            </span>
          </Heading>
          {/* Empty, it takes no room; so with those below. */}
          <div role="status">
            {done ? (
              <Text as="p" marginTop="space50">
                {done}
              </Text>
            ) : null}
          </div>
        </Box>
        {problem ? (
          <NoticeCallout t={t} notice={{ variant: 'error', text: errorSentence(t, problem.error) }} />
        ) : question && isHeld(question, people) ? (
          <NoticeCallout t={t} notice={{ variant: 'warning', text: questionSentence(t, question, people) }} />
        ) : null}
        {open?.form === 'invite' || open?.form === 'reassign' ? (
          <InviteForm
            plugin={plugin}
            taskSid={taskSid}
            purpose={open.form}
            insideWorkerSids={people.agents.map(({ workerSid }) => workerSid)}
            isWorking={isBusy}
            send={({ invitee, note, handOver, reasonCode }) =>
              open.form === 'invite'
                ? perform({ act: 'invite', invitee, note, handOver }, t('inviteSent'))
                : perform({ act: 'reassign', invitee, reason: note, reasonCode }, t('reassignSent'))
            }
            cancel={close}
          />
        ) : null}
        {open?.form === 'takeOver' ? (
          <ReasonForm
            t={t}
            title={t('superviseTakeOver')}
            question={t('superviseTakeOverQuestion')}
            needsReason
            isWorking={isBusy}
            confirm={t('superviseTakeOver')}
            send={(reason, reasonCode) =>
              perform({ act: 'reassign', invitee: you, reason, reasonCode }, t('superviseTakenOver'))
            }
            cancel={close}
          />
        ) : null}
        {open?.form === 'remove' ? (
          <ReasonForm
            t={t}
            title={t('peopleRemove', { name: open.name })}
            question={t('peopleRemoveQuestion', { name: open.name })}
            needsReason={isSupervisor}
            isWorking={isBusy}
            confirm={t('peopleRemove', { name: open.name })}
            send={(reason, reasonCode) =>
              perform(
                { act: 'remove', workerSid: open.workerSid, reason, reasonCode },
                t('peopleRemoved', { name: open.name }),
              )
            }
            cancel={close}
          />
        ) : null}
        {open?.form === 'end' ? (
          <ReasonForm
            t={t}
            title={t('peopleEnd')}
            question={t('peopleEndQuestion', { names: others.map(({ name }) => name).join(', ') })}
            needsReason={isSupervisor}
            isWorking={isBusy}
            confirm={t('peopleEnd')}
            send={(reason, reasonCode) => perform({ act: 'end', reason, reasonCode }, t('peopleEnded'))}
            cancel={close}
          />
        ) : null}
        {open?.form === 'wait' ? (
          <WaitForm
            t={t}
            isWorking={isBusy}
            send={(waiting) =>
              perform({ act: 'wait', ...waiting, ...(seen === undefined ? {} : { seen }) }, t('waitDone'))
            }
            cancel={close}
          />
        ) : null}
        {open?.form === 'last' || (open === undefined && question === 'leave') ? (
          <LastOneOut
            t={t}
            isBusy={isBusy}
            working={working === 'leave'}
            choose={(then) =>
              then === 'wait' ? ask({ form: 'wait' }) : void perform({ act: 'leave', then }, t('peopleLeft'))
            }
            cancel={close}
          />
        ) : null}

        <Box>
          <Box as="ul" margin="space0" padding="space0" aria-label={t('people')} style={LIST}>
            {people.agents.map(({ workerSid, name, isYou, isAvailable: isThere, since }) => (
              <Person
                key={workerSid}
                name={isYou ? t('peopleYou', { name }) : name}
                help={t(isThere ? 'peopleAgent' : 'peopleAgentAway', { ago: timeAgo(t, since) })}
              >
                {!isYou && people.may.remove ? (
                  <Button
                    variant="secondary"
                    size="small"
                    disabled={isBusy || (isSupervisor && others.length === 1)}
                    onClick={() => ask({ form: 'remove', workerSid, name })}
                  >
                    {t('peopleRemove', { name })}
                  </Button>
                ) : null}
              </Person>
            ))}
            {people.supervisors.map(({ name, isYou, since }) => (
              <Person
                key={name}
                name={isYou ? t('peopleYou', { name }) : name}
                help={t('peopleSupervisor', { ago: timeAgo(t, since) })}
              />
            ))}
            {people.customers.map(({ address, channel, since }) => (
              <Person
                key={address}
                name={address}
                help={t('peopleCustomer', {
                  channel: channelName(t, channel),
                  ago: timeAgo(t, since),
                })}
              />
            ))}
          </Box>
          {isSupervisor && others.length === 1 ? <HelpText>{t('peopleRemoveLast')}</HelpText> : null}
          {!isSupervisor && others.length > 0 && !people.may.remove ? (
            <HelpText>{t('peopleRemoveNot')}</HelpText>
          ) : null}

          <div role="status">
            {people.invites.length > 0 ? (
              <Box
                as="ul"
                margin="space0"
                marginTop="space50"
                padding="space0"
                aria-label={t('peopleInvites')}
                style={LIST}
              >
                {people.invites.map(({ id, name, state, byName, note, handOver, backFor }) => (
                  <Person
                    key={id}
                    name={backFor ? t(`back_${backFor}`, { name: byName }) : t(`invite_${state}`, { name })}
                    help={[
                      backFor ? '' : t('inviteBy', { name: byName }),
                      handOver === 'stay' ? '' : t('inviteHandsOver'),
                      note === '' ? '' : t('inviteWithNote', { note }),
                    ]
                      .join(' ')
                      .trim()}
                  >
                    {isPending({ state }) && !backFor ? (
                      <Button
                        variant="secondary"
                        size="small"
                        disabled={isBusy}
                        onClick={() => void perform({ act: 'withdraw', inviteId: id }, t('inviteWithdrawn', { name }))}
                      >
                        {t('inviteWithdraw', { name })}
                      </Button>
                    ) : null}
                  </Person>
                ))}
              </Box>
            ) : null}
          </div>
        </Box>

        {open === undefined && question !== 'leave' ? (
          isSupervisor ? (
            <Box display="flex" flexDirection="column" rowGap="space30">
              <Buttons>
                {isJoined ? (
                  <Button
                    variant="secondary"
                    size="small"
                    disabled={isBusy}
                    loading={working === 'leave'}
                    onClick={() => void perform({ act: 'leave' }, t('superviseLeft'))}
                  >
                    {t('peopleLeave')}
                  </Button>
                ) : (
                  <Button
                    variant="secondary"
                    size="small"
                    disabled={isBusy || others.length === 0}
                    loading={working === 'join'}
                    onClick={() => void join()}
                  >
                    {t('superviseJoin')}
                  </Button>
                )}
                <Button
                  variant="secondary"
                  size="small"
                  disabled={isBusy || !isAvailable || handedTo !== undefined}
                  onClick={() => ask({ form: 'takeOver' })}
                >
                  {t('superviseTakeOver')}
                </Button>
                <Button
                  variant="secondary"
                  size="small"
                  disabled={isBusy || handedTo !== undefined}
                  onClick={() => ask({ form: 'reassign' })}
                >
                  {t('superviseReassign')}
                </Button>
                <Button
                  variant="destructive_secondary"
                  size="small"
                  disabled={isBusy || handedTo !== undefined}
                  onClick={() => ask({ form: 'end' })}
                >
                  {t('superviseEnd')}
                </Button>
              </Buttons>
              <HelpText marginTop="space0">{t('superviseJoinHelp')}</HelpText>
              {isAvailable ? null : <HelpText marginTop="space0">{t('superviseTakeOverAway')}</HelpText>}
              {handedTo ? <HelpText marginTop="space0">{t('peopleEndHeld', { name: handedTo.name })}</HelpText> : null}
            </Box>
          ) : (
            <Box display="flex" flexDirection="column" rowGap="space30">
              <Buttons>
                <Button variant="primary" size="small" disabled={isBusy} onClick={() => ask({ form: 'invite' })}>
                  {t('inviteSomebody')}
                </Button>
                {others.length === 0 && !handedTo ? (
                  <Button variant="secondary" size="small" disabled={isBusy} onClick={() => ask({ form: 'wait' })}>
                    {t('waitOpen')}
                  </Button>
                ) : null}
                <Button
                  variant="secondary"
                  size="small"
                  disabled={isBusy}
                  loading={working === 'leave'}
                  onClick={askToLeave}
                >
                  {t(others.length > 0 ? 'peopleLeave' : 'peopleLeaveLast')}
                </Button>
                {others.length > 0 && people.may.end ? (
                  <Button
                    variant="destructive_secondary"
                    size="small"
                    disabled={isBusy || handedTo !== undefined}
                    onClick={() => ask({ form: 'end' })}
                  >
                    {t('peopleEnd')}
                  </Button>
                ) : null}
              </Buttons>
              {others.length > 0 && !people.may.end ? (
                <HelpText marginTop="space0">{t('peopleEndNot')}</HelpText>
              ) : null}
              {handedTo ? <HelpText marginTop="space0">{t('peopleEndHeld', { name: handedTo.name })}</HelpText> : null}
            </Box>
          )
        ) : null}
        <NotesSection
          plugin={plugin}
          conversationSid={people.conversationSid}
          lastIndex={seen}
          isSupervisor={isSupervisor}
        />
      </Box>
    </Box>
  );
};

const LIST: React.CSSProperties = { listStyle: 'none', display: 'flex', flexDirection: 'column', gap: 12 };

const Person = ({
  name,
  help,
  children,
}: {
  name: string;
  help: string;
  children?: React.ReactNode;
}): React.ReactElement => (
  <Box as="li" display="flex" flexWrap="wrap" columnGap="space40" rowGap="space20" alignItems="center">
    <Box flexGrow={1} minWidth="size0" style={{ overflowWrap: 'anywhere' }}>
      <Text as="span" fontWeight="fontWeightSemibold">
        {name}
      </Text>
      <HelpText marginTop="space0">{help}</HelpText>
    </Box>
    {children}
  </Box>
);

const Buttons = ({ children }: { children: React.ReactNode }): React.ReactElement => (
  <Box display="flex" columnGap="space30" rowGap="space30" flexWrap="wrap">
    {children}
  </Box>
);

/** The customer is never left with nobody: who goes last says what becomes of them. */
const LastOneOut = (props: {
  t: PeopleStrings;
  isBusy: boolean;
  working: boolean;
  choose: (then: LastChoice) => void;
  cancel: () => void;
}): React.ReactElement => {
  const { t, isBusy, working, choose, cancel } = props;
  const ref = useRef<HTMLDivElement>(null);
  useEffect(() => ref.current?.querySelector('button')?.focus(), []);
  return (
    <div ref={ref} role="group" aria-label={t('lastQuestion')} aria-busy={working}>
      <Box display="flex" flexDirection="column" rowGap="space40">
        <Text as="p" fontWeight="fontWeightSemibold">
          {t('lastQuestion')}
        </Text>
        {LAST_CHOICES.map((then) => (
          <div key={then}>
            <Button
              variant={then === 'close' ? 'destructive_secondary' : 'secondary'}
              size="small"
              disabled={isBusy}
              onClick={() => choose(then)}
            >
              {t(`last_${then}`)}
            </Button>
            <HelpText>{t(`lastHelp_${then}`)}</HelpText>
          </div>
        ))}
        <Box>
          <Button variant="link" size="small" disabled={isBusy} onClick={cancel}>
            {t('peopleStay')}
          </Button>
        </Box>
      </Box>
    </div>
  );
};

/** Of the last message that the agent's browser has: a later one is a reply that they have not seen. */
function lastIndexOf(conversation: Conversation | undefined): string | undefined {
  const { source } = conversation?.messages.slice(-1)[0] ?? {};
  return source && 'index' in source ? String(source.index) : undefined;
}

const channelName = (t: PeopleStrings, channel: string): string => {
  const key = `channel_${channel}`;
  return t.has(key) ? t(key as 'channel_sms') : channel;
};

const pendingNames = ({ invites }: PeopleInside): string =>
  invites
    .filter(isPending)
    .map(({ name }) => name)
    .join(', ');

/** What was held may be free again: the others have gone, or the invite is answered. */
const isHeld = (question: PeopleQuestion['wanted'], people: PeopleInside): boolean =>
  question === 'transfer'
    ? people.invites.some(isPending)
    : people.agents.some(({ isYou }) => !isYou) || handOverOf(people) !== undefined;

function questionSentence(t: PeopleStrings, question: PeopleQuestion['wanted'], people: PeopleInside): string {
  if (question === 'transfer') {
    return t('peopleQuestion_transfer', { names: pendingNames(people) });
  }
  const handedTo = handOverOf(people);
  if (handedTo) {
    return t('peopleEndHeld', { name: handedTo.name });
  }
  const names = people.agents.flatMap(({ isYou, name }) => (isYou ? [] : name)).join(', ');
  return t(`peopleQuestion_${question}`, { names });
}
