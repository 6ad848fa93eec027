/** What differs from Twilio, by document, method and path. What `npm run verify` settles on a real account goes here too. */
export const ENDPOINT_NOTES: readonly [operations: RegExp, note: string][] = [
  [/^twilio_api_v2010 POST .*\/Messages\.json/, 'no short codes, alphanumeric senders or link shortening'],
  [/^twilio_conversations_v1 (POST|DELETE) .*Roles/, 'kept; finer roles than agent and account are not enforced'],
  [/^twilio_conversations_v1 (POST|GET) .*Configuration\/Webhooks/, 'no `onUser…` events'],
  [/^twilio_conversations_v1 POST .*ConversationWithParticipants/, 'pre-event webhooks are not asked'],
  [/^twilio_flex_v1 .*FlexFlows/, 'kept, and nothing comes of them'],
  [/^twilio_flex_v1 .*\/Interactions/, 'channels of messaging and tasks, no voice and no e-mail'],
  [/^twilio_flex_v2 .*WebChats/, 'no transcripts by e-mail'],
  [/^twilio_lookups_v2 /, 'by the numbering plan; `line_type_intelligence` and `reassigned_number` alone'],
  [/^twilio_monitor_v1 /, 'alerts of what the sandbox does'],
  [/^twilio_serverless_v1 .*Builds/, 'the sandbox’s own Node.js, whichever is named'],
  [/^twilio_studio_v2 .*(Flows|Executions)/, 'the widgets that docs/sandbox.md lists; an execution ends at others'],
  [/^twilio_sync_v1 .*\/Services(\/\{Sid\})?$/, 'webhooks are kept, not called; permissions are not kept'],
  [/^twilio_taskrouter_v1 .*\/Events/, 'the latest 5,000'],
  [/^twilio_taskrouter_v1 .*Statistics/, 'of the latest 5,000 events'],
  [/^twilio_taskrouter_v1 POST .*\/Workspaces\/\{Sid\}$/, 'one workspace'],
];
