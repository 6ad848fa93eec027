import * as FlexPlugin from '@twilio/flex-plugin';

import MessagingControlsPlugin from './MessagingControlsPlugin';

FlexPlugin.loadPlugin(MessagingControlsPlugin);
