/** Of the view "Conversations", in Flex's addresses. By itself, so that the screen does not load what adds it to Flex. */
export const CONVERSATIONS_VIEW = 'live-conversations';
