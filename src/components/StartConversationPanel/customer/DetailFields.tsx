import React, { useEffect, useState } from 'react';

import { Box } from '@twilio-paste/core/box';
import { Button } from '@twilio-paste/core/button';
import { HelpText } from '@twilio-paste/core/help-text';
import { Input } from '@twilio-paste/core/input';
import { Option, Select } from '@twilio-paste/core/select';

import { FormField } from '../../shared/FormField';
import { senderOf } from '../form/draft';
import type { FormPartProps } from '../form/formParts';
import { StartForInChunk } from './StartForInChunk';

/** What is seldom changed, behind one line that says what is chosen: the sender, the customer's name, the queue, and whose it is. */
export const DetailFields = ({ plugin, form, fixed, errorOf }: FormPartProps): React.ReactElement => {
  const { t } = plugin;
  const { draft, facts } = form;
  const [isOpen, setOpen] = useState(false);
  const isWrong = (['from', 'customerName', 'queueSid', 'forWorkerSid'] as const).some(
    (field) => errorOf(field) !== undefined,
  );
  // What has been put right does not go from under the agent's hands.
  useEffect(() => {
    if (isWrong) {
      setOpen(true);
    }
  }, [isWrong]);
  const isShown = isOpen || isWrong;

  const sender = senderOf(draft, facts.senders);
  const queueSid = draft.queueSid || facts.queues[0]?.sid;
  const { startFor } = draft;
  const hasQueues = facts.queues.length > 1 && !startFor;
  const queue = hasQueues ? facts.queues.find(({ sid }) => sid === queueSid) : undefined;
  const chosen = [
    sender && t('senderOption', { name: sender.name, address: sender.address }),
    queue?.name,
    draft.customerName.trim(),
    startFor && t('startForChosen', { name: startFor.name }),
  ];

  return (
    <Box display="flex" flexDirection="column" rowGap="space40">
      <Box display="flex" columnGap="space40" alignItems="baseline" justifyContent="space-between">
        <HelpText marginTop="space0">{t('detailsChosen', { chosen: chosen.filter(Boolean).join(' · ') })}</HelpText>
        <Button variant="link" aria-expanded={isShown} aria-label={t('details')} onClick={() => setOpen(!isShown)}>
          {t('detailsChange')}
        </Button>
      </Box>
      {isShown ? (
        <>
          <FormField label={t('sender')} requiredLabel={t('required')} error={errorOf('from')}>
            {(control) => (
              <Select
                {...control}
                disabled={fixed}
                value={draft.sender}
                onChange={(event) => form.chooseSender(draft.channel, event.target.value)}
              >
                {facts.senders
                  .filter(({ channel }) => channel === draft.channel)
                  .map(({ address, name }) => (
                    <Option key={address} value={address}>
                      {t('senderOption', { name, address })}
                    </Option>
                  ))}
              </Select>
            )}
          </FormField>
          {hasQueues ? (
            <FormField label={t('queue')} error={errorOf('queueSid')}>
              {(control) => (
                <Select
                  {...control}
                  disabled={fixed}
                  value={queueSid}
                  onChange={(event) => form.edit({ queueSid: event.target.value })}
                >
                  {facts.queues.map(({ sid, name }) => (
                    <Option key={sid} value={sid}>
                      {name}
                    </Option>
                  ))}
                </Select>
              )}
            </FormField>
          ) : null}
          {facts.mayStartFor ? <StartForInChunk plugin={plugin} form={form} fixed={fixed} /> : null}
          <FormField label={t('customerName')} error={errorOf('customerName')}>
            {(control) => (
              <Input
                {...control}
                type="text"
                autoComplete="off"
                maxLength={200}
                readOnly={fixed}
                value={draft.customerName}
                onChange={(event) => form.edit({ customerName: event.target.value })}
              />
            )}
          </FormField>
        </>
      ) : null}
    </Box>
  );
};
