/** One message as Conversations sends it: a text, a template, or a file. */
export type Message = { body: string } | { contentSid: string; contentVariables?: string } | { mediaSid: string };

/** Of a request in which one kind is given; a text beside a file is a message of its own (`captionOf`). */
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

/** The text that goes right after a file. */
export const captionOf = ({ body, mediaSid }: { body?: string; mediaSid?: string }): string | undefined =>
  mediaSid && body ? body : undefined;
