import type { FlexContext } from './flex/FlexContext';
import type { Settings } from './settings/settingsSchema';
import type { Translate } from './strings/translate';

/** What every feature is built from. */
export interface PluginContext extends FlexContext {
  settings: Settings;
  t: Translate;
}
