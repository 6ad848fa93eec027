import type { ErrorField } from '../../../contract/errors';
import type { ScreenContext } from '../../../PluginContext';
import type { StartConversationForm } from './useStartConversation';

/** What every part of the form gets. */
export interface FormPartProps {
  plugin: ScreenContext;
  form: StartConversationForm;
  /** Nothing may be changed: it is being sent, or may have been. */
  fixed: boolean;
  /** What is wrong with a field, for the person. */
  errorOf: (field: ErrorField) => string | undefined;
}
