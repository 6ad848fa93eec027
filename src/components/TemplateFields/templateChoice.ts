import { variableProblem } from '../../contract/templates';
import type { Template } from '../../contract/templates';
import { isBlank } from '../../contract/text';

/** A template as far as it has been chosen and filled in. */
export interface TemplateChoice {
  /** Empty until one is chosen. */
  contentSid: string;
  /** By the variables' names. */
  contentVariables: Record<string, string>;
}

export const noTemplate: TemplateChoice = { contentSid: '', contentVariables: {} };

export const chosenTemplate = (templates: readonly Template[], choice: TemplateChoice): Template | undefined =>
  templates.find(({ contentSid }) => contentSid === choice.contentSid);

/** Whether every variable has a value that Twilio takes. */
export const isFilledIn = ({ variables }: Template, { contentVariables }: TemplateChoice): boolean =>
  variables.every(({ name }) => variableProblem(contentVariables[name] ?? '') === undefined);

/** A text of the template as the customer reads it; a variable that has no value yet stands as it is. */
export const filledIn = (text: string, { contentVariables }: TemplateChoice): string =>
  text.replace(/\{\{\s*([\w.-]+)\s*\}\}/g, (placeholder, name: string) =>
    isBlank(contentVariables[name] ?? '') ? placeholder : contentVariables[name]!,
  );
