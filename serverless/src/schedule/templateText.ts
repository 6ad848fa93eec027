import type { Twilio } from 'twilio';
import * as v from 'valibot';

import type { FunctionError } from '../runtime/FunctionError';
import type { Result } from '../runtime/Result';
import { failure, success } from '../runtime/Result';
import { attempt, twilioError } from '../runtime/twilioFailure';
import { contentTypes, templateContent } from '../templates/templateContent';

const variables = v.pipe(v.string(), v.parseJson(), v.record(v.string(), v.string()));

/** The template's text as the customer will read it. */
export async function templateText(
  twilio: Twilio,
  contentSid: string,
  contentVariables: string | undefined,
): Promise<Result<string, FunctionError>> {
  const fetched = await attempt(() => twilio.content.v1.contents(contentSid).fetch());
  if (!fetched.ok) {
    const isAbsent = fetched.error.status === 404;
    return failure(isAbsent ? { code: 'TEMPLATE_NOT_APPROVED', field: 'contentSid' } : twilioError(fetched.error));
  }
  const parsed = v.safeParse(contentTypes, fetched.value.types);
  const { title, body, footer } = (parsed.success && templateContent(parsed.output)) || {};
  const values = v.safeParse(variables, contentVariables ?? '{}');
  const given = {
    ...(fetched.value.variables as unknown as Record<string, string> | null),
    ...(values.success ? values.output : {}),
  };
  return success(
    [title, body, footer]
      .filter(Boolean)
      .join('\n')
      .replace(/\{\{\s*([^}\s]+)\s*\}\}/g, (placeholder, name: string) => given[name] ?? placeholder),
  );
}
