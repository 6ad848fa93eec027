import React, { useState } from 'react';

import { Box } from '@twilio-paste/core/box';
import { Button } from '@twilio-paste/core/button';
import { Callout, CalloutText } from '@twilio-paste/core/callout';
import { HelpText } from '@twilio-paste/core/help-text';
import { TextArea } from '@twilio-paste/core/textarea';

import { ConsentInChunk } from '../../Consent/ConsentOfTask';
import { CustomerTimeInChunk } from '../../CustomerTime/CustomerTimeInChunk';
import { LineNoteInChunk } from '../../LineNote/LineNoteInChunk';
import { FormField } from '../../shared/FormField';
import { readableClock } from '../../shared/time';
import { customerOf, whyNotLater } from '../form/draft';
import { holdsUp } from '../form/holdsUp';
import type { FormPartProps } from '../form/formParts';

const ONE_LINE: React.CSSProperties = { minHeight: 28, flexShrink: 0 };

/** What is known of the customer before the message is sent: their time, and what stands in the way. It only informs. */
export const CheckNotes = (props: FormPartProps & { quietRef: React.Ref<HTMLDivElement> }): React.ReactElement => {
  const { plugin, form, fixed, errorOf, quietRef } = props;
  const { settings, t } = plugin;
  const { draft, facts } = form;
  const { checks } = facts;
  const quiet = draft.mode === 'later' ? undefined : (checks?.quietHours ?? form.refusal?.quietHours);
  const whom = `${draft.sender} ${customerOf(draft)}`;
  const line = checks?.line?.type === 'mobile' && !checks.line.isRefused ? undefined : checks?.line;
  /** What has been lifted or recorded since is still in the checks. */
  const [mended, setMended] = useState<typeof checks>();
  const refused = form.refusal && holdsUp(form.refusal.code) ? form.refusal.code : undefined;
  const heldUp = checks?.optedOut ? 'OPTED_OUT' : checks?.consentMissing ? 'CONSENT_MISSING' : refused;
  /** How it stands with them says more than that it is so. */
  const [isTold, setIsTold] = useState(false);
  const isMended = mended !== undefined && checks === mended;

  return (
    <>
      {/*
        Announced without taking the focus from the field that is being filled in. Its one line is kept free: most answers
        need no more, and what comes late moves nothing under the agent's hands.
      */}
      <Box role="status" display="flex" flexDirection="column" rowGap="space30" style={ONE_LINE}>
        {facts.checksPending ? <HelpText>{t('checksPending')}</HelpText> : null}
        {checks?.customerTimes[0] || checks?.mayKeepTimeZone ? (
          <CustomerTimeInChunk key={whom} plugin={plugin} form={form} fixed={fixed} />
        ) : null}
        {checks?.windowClosesAt ? (
          <HelpText>{t('windowOpenUntil', { time: readableClock(t, checks.windowClosesAt) })}</HelpText>
        ) : null}
        {line ? <LineNoteInChunk plugin={plugin} line={line} /> : null}
        {quiet ? (
          <div ref={quietRef} tabIndex={-1}>
            <Callout variant="warning" i18nLabel={t('messageKind_warning')}>
              <CalloutText>
                {t('quietHours', { customerTime: quiet.customerTime, quietFrom: quiet.from, quietTo: quiet.to })}
              </CalloutText>
              {settings.scheduling && !whyNotLater(draft, facts) ? (
                <Box>
                  <Button
                    variant="secondary"
                    size="small"
                    disabled={fixed}
                    onClick={() => {
                      form.edit({ mode: 'later' });
                      form.focus('sendAt');
                    }}
                  >
                    {t('insteadLater')}
                  </Button>
                </Box>
              ) : null}
            </Callout>
          </div>
        ) : null}
      </Box>
      {heldUp ? (
        <div ref={quiet ? undefined : quietRef} tabIndex={-1}>
          <Callout
            variant={isMended ? 'success' : 'warning'}
            i18nLabel={t(isMended ? 'messageKind_success' : 'messageKind_warning')}
          >
            {isTold ? null : <CalloutText>{t(`error_${heldUp}`)}</CalloutText>}
            <ConsentInChunk
              key={whom}
              plugin={plugin}
              whom={{ channel: draft.channel, to: customerOf(draft), from: draft.sender }}
              isHeldUp
              onTells={setIsTold}
              onMended={() => setMended(checks)}
            />
          </Callout>
        </div>
      ) : null}
      {(quiet && facts.mayOverride) || draft.overrideReason ? (
        <FormField label={t('overrideReason')} help={t('overrideReasonHelp')} error={errorOf('overrideReason')}>
          {(control) => (
            <TextArea
              {...control}
              rows={2}
              maxLength={500}
              readOnly={fixed}
              value={draft.overrideReason}
              onChange={(event) => form.edit({ overrideReason: event.target.value })}
            />
          )}
        </FormField>
      ) : null}
    </>
  );
};
