/** Of the view "Message trace", in Flex's addresses. By itself, so that the screen does not load what adds it to Flex. */
export const TRACE_VIEW = 'message-trace';
