import { variableProblem } from '../../contract/templates';
import type { Template } from '../../contract/templates';

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

/** The text as the customer reads it; a variable that has no value yet stands as it is. */
export const templateText = ({ body }: Template, { contentVariables }: TemplateChoice): string =>
  body.replace(
    /\{\{\s*([^{}\s]+)\s*\}\}/g,
    (placeholder, name: string) => contentVariables[name]?.trim() || placeholder,
  );
