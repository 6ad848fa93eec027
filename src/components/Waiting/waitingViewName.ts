/** Of the view "Waiting", in Flex's addresses. By itself, so that the screen does not load what adds it to Flex. */
export const WAITING_VIEW = 'waiting';
