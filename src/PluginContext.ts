import type { Backend } from './backend/createBackend';
import type { FlexContext } from './flex/FlexContext';
import type { Settings } from './settings/settingsSchema';
import type { Translate } from './strings/translate';

/** What every feature is built from. */
export interface PluginContext extends FlexContext {
  settings: Settings;
  t: Translate;
  /** Undefined where the settings name no backend. */
  backend: Backend | undefined;
}
