/** Characters of one message, https://www.twilio.com/docs/conversations-classic/api/conversation-message-resource */
export const MESSAGE_LIMIT = 1_600;
