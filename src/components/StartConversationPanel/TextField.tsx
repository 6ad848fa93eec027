import React from 'react';

import { Option, Select } from '@twilio-paste/core/select';
import { TextArea } from '@twilio-paste/core/textarea';
import { SegmentedMessage } from 'sms-segments-calculator';

import { MESSAGE_LIMIT } from '../../contract/messageLimit';
import type { Translate } from '../../strings/translate';
import { addCannedText, cannedTextsFor } from './cannedText';
import { bodyOf } from './draft';
import type { FormPartProps } from './formParts';
import { FormField } from './FormField';

/** A free text, with the contact centre's canned texts and what it will cost. */
export const TextField = ({ plugin, form, fixed, errorOf }: FormPartProps): React.ReactElement => {
  const { settings, t } = plugin;
  const { draft, facts } = form;
  const cannedTexts = cannedTextsFor(draft.channel, settings.cannedTexts);
  const body = bodyOf(draft, facts);
  const count = t('characters', { count: body.length, limit: MESSAGE_LIMIT });
  const help = draft.channel === 'sms' && body ? `${count} · ${segments(t, body)}` : count;

  return (
    <>
      {cannedTexts.length > 0 ? (
        <FormField label={t('cannedText')} error={undefined}>
          {(control) => (
            <Select
              {...control}
              disabled={fixed}
              value=""
              onChange={(event) => {
                const chosen = cannedTexts.find(({ name }) => name === event.target.value);
                if (chosen) {
                  form.edit({ body: bodyOf({ ...draft, body: addCannedText(draft.body, chosen) }, facts) });
                }
              }}
            >
              <Option value="">{t('cannedTextChoose')}</Option>
              {cannedTexts.map(({ name }) => (
                <Option key={name} value={name}>
                  {name}
                </Option>
              ))}
            </Select>
          )}
        </FormField>
      ) : null}
      <FormField label={t('firstMessage')} requiredLabel={t('required')} help={help} error={errorOf('body')}>
        {(control) => (
          <TextArea
            {...control}
            rows={4}
            readOnly={fixed}
            value={draft.body}
            onChange={(event) => form.edit({ body: event.target.value })}
          />
        )}
      </FormField>
    </>
  );
};

/** How many SMS it is, and which characters make them short: https://www.twilio.com/docs/glossary/what-sms-character-limit */
function segments(t: Translate, body: string): string {
  const message = new SegmentedMessage(body, 'auto');
  const special = [...new Set(message.getNonGsmCharacters())].slice(0, 5).join(' ');
  const { encodingName: encoding, segmentsCount } = message;
  const count = t('segments', { count: segmentsCount, encoding });
  return special ? `${count} · ${t('segmentsBecauseOf', { characters: special })}` : count;
}
