import React, { useRef, useState } from 'react';

import { Box } from '@twilio-paste/core/box';
import { Button } from '@twilio-paste/core/button';
import { HelpText } from '@twilio-paste/core/help-text';
import { Input } from '@twilio-paste/core/input';

import type { AuditAct, AuditEntry } from '../../contract/audit';
import { AUDIT_ACTS } from '../../contract/audit';
import type { ScreenContext } from '../../PluginContext';
import type { ConversationsStringKey } from '../../strings/conversations/conversationsStrings';
import { localeOf } from '../../strings/translate';
import { FormField } from '../shared/FormField';
import { LoadProblem } from '../shared/LoadProblem';
import { useLoaded } from '../shared/useLoaded';
import { auditCsv } from './auditCsv';
import type { ConversationsTranslate } from './parts';
import { Cell, FilterField, Row, Table, usePage } from './parts';
import { supervisionBackend } from './supervisionBackend';
import { useWorkerNames } from '../../flex/useWorkerNames';

const HEAD = ['at', 'by', 'act', 'of', 'reason', 'conversation'] as const;

const today = (): string => new Date().toISOString().slice(0, 10);

interface AuditProps {
  plugin: ScreenContext;
  t: ConversationsTranslate;
  trace: ((what: string) => void) | undefined;
}

/** Who did what to whose conversation on a day, by the latest first; and the same as a file. */
export const AuditSection = ({ plugin, t, trace }: AuditProps): React.ReactElement => {
  const { backend } = plugin;
  const [day, setDay] = useState(today);
  const [act, setAct] = useState<AuditAct | ''>('');
  const [workerSid, setWorkerSid] = useState('');
  const { value, error, again } = useLoaded(
    `${day} ${act} ${workerSid}`,
    backend &&
      (() => supervisionBackend(backend).audit({ day, ...(act ? { act } : {}), ...(workerSid ? { workerSid } : {}) })),
  );
  const entries = value?.entries ?? [];
  /** Who can be chosen: everybody who was seen of this day, also while one of them is. */
  const seen = useRef<{ day: string; workers: Set<string> }>({ day, workers: new Set() });
  if (seen.current.day !== day) {
    seen.current = { day, workers: new Set() };
  }
  for (const { by, of, to } of entries) {
    [by, ...of, to].forEach((sid) => sid?.startsWith('WK') && seen.current.workers.add(sid));
  }
  const workers = [...seen.current.workers];
  const nameOf = useWorkerNames(plugin, workers);
  const { shown, pager } = usePage(t, entries);
  return (
    <>
      <HelpText marginTop="space0">{t('auditHelp', { days: plugin.settings.audit.keepDays })}</HelpText>
      <Row>
        <Box>
          <FormField label={t('day')} error={undefined}>
            {(control) => (
              <Input
                {...control}
                type="date"
                value={day}
                onChange={({ target }) => setDay(target.value === '' ? today() : target.value)}
              />
            )}
          </FormField>
        </Box>
        <FilterField
          label={t('column_act')}
          value={act}
          options={[['', t('any')], ...AUDIT_ACTS.map((name) => [name, t(`act_${name}`)] as const)]}
          onChange={(chosen) => setAct(chosen as AuditAct | '')}
        />
        <FilterField
          label={t('column_agent')}
          value={workerSid}
          options={[
            ['', t('any')],
            ...workers.map((sid) => [sid, nameOf(sid)] as const).sort(([, one], [, other]) => one.localeCompare(other)),
          ]}
          onChange={setWorkerSid}
        />
      </Row>
      <LoadProblem t={t} error={error} again={again} />
      <div role="status">
        {value
          ? `${t('auditCount', { count: entries.length })}${value.isComplete ? '' : ` ${t('auditIncomplete')}`}`
          : error
            ? null
            : t('chunkLoading')}
      </div>
      {entries.length === 0 ? null : (
        <Table
          label={t('section_audit')}
          head={HEAD.map((name) => (
            <Cell key={name} as="th" scope="col">
              {t(`column_${name}`)}
            </Cell>
          ))}
        >
          {shown.map((entry) => (
            <Entry key={`${entry.at} ${entry.act} ${entry.conversationSid}`} {...{ t, entry, nameOf, trace }} />
          ))}
        </Table>
      )}
      {pager}
      <Row>
        <Button variant="secondary" size="small" onClick={again}>
          {t('lookAgain')}
        </Button>
        <Button
          variant="secondary"
          size="small"
          disabled={entries.length === 0}
          onClick={() => save(`messaging-controls-audit-${day}.csv`, auditCsv(entries, nameOf))}
        >
          {t('exportCsv')}
        </Button>
      </Row>
    </>
  );
};

function save(name: string, text: string): void {
  const href = URL.createObjectURL(new Blob([text], { type: 'text/csv' }));
  Object.assign(document.createElement('a'), { href, download: name }).click();
  URL.revokeObjectURL(href);
}

const Entry = ({
  t,
  entry: { at, by, act, of, to, reasonCode, reason, outcome, conversationSid },
  nameOf,
  trace,
}: Pick<AuditProps, 't' | 'trace'> & {
  entry: AuditEntry;
  nameOf: (sid: string) => string;
}): React.ReactElement => {
  const named = (key: string, word: string): string => (t.has(key) ? t(key as ConversationsStringKey) : word);
  const time = new Intl.DateTimeFormat(localeOf(t), { timeStyle: 'medium' }).format(new Date(at));
  const why = [reasonCode === undefined ? '' : named(`reason_${reasonCode}`, reasonCode), reason ?? ''];
  const what = [t(`act_${act}`), outcome === undefined ? '' : named(`outcome_${outcome}`, outcome)];
  const whose = of.map(nameOf).join(', ');
  return (
    <tr>
      <Cell>{time}</Cell>
      <Cell as="th" scope="row">
        {by === 'janitor' ? t('janitor') : nameOf(by)}
      </Cell>
      <Cell>{what.filter(Boolean).join(' · ')}</Cell>
      <Cell>{to === undefined ? whose || '–' : `${whose} → ${nameOf(to)}`}</Cell>
      <Cell>{why.filter(Boolean).join(': ') || '–'}</Cell>
      <Cell>
        {conversationSid === undefined ? (
          '–'
        ) : trace ? (
          <Button variant="link" onClick={() => trace(conversationSid)}>
            {`…${conversationSid.slice(-6)}`}
          </Button>
        ) : (
          conversationSid
        )}
      </Cell>
    </tr>
  );
};
