/** One message as Conversations sends it: a text, a template, or a file. */
export type Message = { body: string } | { contentSid: string; contentVariables?: string } | { mediaSid: string };

/** Of a request in which exactly one kind is given. */
export function messageOf(request: {
  body?: string;
  contentSid?: string;
  contentVariables?: string;
  mediaSid?: string;
}): Message {
  const { body, contentSid, contentVariables, mediaSid } = request;
  if (contentSid) return { contentSid, ...(contentVariables ? { contentVariables } : {}) };
  return mediaSid ? { mediaSid } : { body: body ?? '' };
}
