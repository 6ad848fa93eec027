import React, { useState } from 'react';

import { HelpText } from '@twilio-paste/core/help-text';
import { Input } from '@twilio-paste/core/input';
import { Option, Select } from '@twilio-paste/core/select';
import { Stack } from '@twilio-paste/core/stack';

import { MESSAGE_LIMIT } from '../../contract/messageLimit';
import { variableProblem } from '../../contract/templates';
import type { Template } from '../../contract/templates';
import type { ScreenContext } from '../../PluginContext';
import { localeOf } from '../../strings/translate';
import type { Translate } from '../../strings/translate';
import { FormField } from '../shared/FormField';
import { chosenTemplate, noTemplate } from './templateChoice';
import type { TemplateChoice } from './templateChoice';
import { TemplatePreview } from './TemplatePreview';
import { variableLabels } from './variableLabels';

interface TemplateFieldsProps {
  plugin: ScreenContext;
  templates: readonly Template[];
  value: TemplateChoice;
  onChange: (value: TemplateChoice) => void;
  disabled: boolean;
  /** What is wrong with the choice, said at the template's own field. */
  templateError?: string;
  /** Said at each variable that is still empty. */
  variableError?: string;
}

/** Choosing an approved template by language and name, a field for each of its variables, and what the customer sees. */
export const TemplateFields = (props: TemplateFieldsProps): React.ReactElement => {
  const { plugin, templates, value, onChange, disabled, templateError, variableError } = props;
  const { t } = plugin;
  const languages = [...new Set(templates.map(({ language }) => language))];
  const template = chosenTemplate(templates, value);
  const labels = template ? variableLabels(t, template) : {};
  const [pickedLanguage, setPickedLanguage] = useState(template?.language);
  const language = template?.language ?? languages.find((item) => item === pickedLanguage) ?? languages[0];

  /** A value that Twilio would refuse is named while it is written; one that is missing, when it is to be sent. */
  const errorOf = (given: string): string | undefined => {
    const problem = variableProblem(given);
    if (problem === 'format') return t('templateVariableFormat');
    return problem === 'long' ? t('error_MESSAGE_TOO_LONG', { limit: MESSAGE_LIMIT }) : problem && variableError;
  };

  if (templates.length === 0) {
    return <HelpText variant="warning">{t('noTemplates')}</HelpText>;
  }
  return (
    <Stack orientation="vertical" spacing="space60">
      {languages.length > 1 ? (
        <FormField label={t('templateLanguage')} error={undefined}>
          {(control) => (
            <Select
              {...control}
              disabled={disabled}
              value={language}
              onChange={(event) => {
                setPickedLanguage(event.target.value);
                onChange(noTemplate);
              }}
            >
              {languages.map((item) => (
                <Option key={item} value={item}>
                  {languageName(t, item)}
                </Option>
              ))}
            </Select>
          )}
        </FormField>
      ) : null}

      <FormField label={t('template')} requiredLabel={t('required')} error={templateError}>
        {(control) => (
          <Select
            {...control}
            disabled={disabled}
            value={value.contentSid}
            onChange={(event) => onChange({ contentSid: event.target.value, contentVariables: {} })}
          >
            <Option value="">{t('templateChoose')}</Option>
            {templates
              .filter((item) => item.language === language)
              .map(({ contentSid, name }) => (
                <Option key={contentSid} value={contentSid}>
                  {name}
                </Option>
              ))}
          </Select>
        )}
      </FormField>

      {template?.variables.map(({ name, example }) => (
        <FormField
          key={`${template.contentSid} ${name}`}
          label={labels[name] ?? name}
          requiredLabel={t('required')}
          help={example ? t('templateVariableHelp', { example }) : undefined}
          error={errorOf(value.contentVariables[name] ?? '')}
        >
          {(control) => (
            <Input
              {...control}
              type="text"
              name={`variable-${name}`}
              autoComplete="off"
              readOnly={disabled}
              value={value.contentVariables[name] ?? ''}
              onChange={(event) =>
                onChange({ ...value, contentVariables: { ...value.contentVariables, [name]: event.target.value } })
              }
            />
          )}
        </FormField>
      ))}

      {template ? <TemplatePreview key={template.contentSid} template={template} choice={value} t={t} /> : null}
    </Stack>
  );
};

/** Of a language as Meta writes it (`pt_BR`). */
function languageName(t: Translate, language: string): string {
  try {
    return new Intl.DisplayNames(localeOf(t), { type: 'language' }).of(language.replace('_', '-')) ?? language;
  } catch {
    return language;
  }
}
