import type { Twilio } from 'twilio';
import * as v from 'valibot';

import type { Template } from '../../../src/contract/templates';
import type { Result } from '../runtime/Result';
import { success } from '../runtime/Result';
import type { TwilioFailure } from '../runtime/twilioFailure';
import { attempt } from '../runtime/twilioFailure';
import { contentTypes, templateContent } from './templateContent';

/** The largest page of the Content API. */
const PAGE = 1_000;

const approved = v.object({
  sid: v.string(),
  friendlyName: v.string(),
  language: v.string(),
  variables: v.nullish(v.record(v.string(), v.unknown())),
  types: contentTypes,
  approvalRequests: v.nullish(v.object({ content_type: v.nullish(v.string()) })),
});

function templateOf(value: unknown): Template | undefined {
  const parsed = v.safeParse(approved, value);
  if (!parsed.success) return undefined;
  const { sid, friendlyName, language, types, approvalRequests, variables } = parsed.output;
  const content = templateContent(types, approvalRequests?.content_type);
  if (!content) return undefined;
  const { names, ...shown } = content;
  return {
    ...{ contentSid: sid, name: friendlyName, language, ...shown },
    variables: names.map((name) => ({ name, example: exampleOf(variables?.[name]) })),
  };
}

const exampleOf = (value: unknown): string => (typeof value === 'string' ? value : '');

/** Every template that WhatsApp has approved and Conversations sends, by name. https://www.twilio.com/docs/content/content-api-resources#template-search */
export async function readTemplates(twilio: Twilio): Promise<Result<Template[], TwilioFailure>> {
  const listed = await attempt(() =>
    twilio.content.v2.contentAndApprovals.list({ channelEligibility: ['whatsapp:approved'], pageSize: PAGE }),
  );
  if (!listed.ok) return listed;
  const templates = listed.value.flatMap((item) => templateOf(item) ?? []);
  return success(templates.sort((one, other) => one.name.localeCompare(other.name)));
}
