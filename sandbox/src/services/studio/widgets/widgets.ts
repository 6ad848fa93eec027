import type { Visit } from '../Visit';
import { resumeConversation, startConversation } from './conversationWidgets';
import { makeHttpRequest, runFunction } from './httpWidgets';
import { sendAndWaitForReply, sendMessage } from './messageWidgets';
import { sendToFlex } from './sendToFlex';
import { setVariables } from './setVariables';
import { splitBasedOn } from './splitBasedOn';

/** Does what a widget is for, and leaves it by one of its events, at once or later. */
export type Widget = (visit: Visit) => void;

/** https://www.twilio.com/docs/studio/widget-library */
export const WIDGETS: Readonly<Record<string, Widget>> = {
  'make-http-request': makeHttpRequest,
  'resume-conversation': resumeConversation,
  'run-function': runFunction,
  'send-and-wait-for-reply': sendAndWaitForReply,
  'send-message': sendMessage,
  'send-to-flex': sendToFlex,
  'set-variables': setVariables,
  'split-based-on': splitBasedOn,
  'start-conversation': startConversation,
};
