import type { Backend } from './backend/createBackend';
import type { ScreenBackend } from './backend/screenBackend';
import type { FlexContext } from './flex/FlexContext';
import type { PluginSettings } from './settings/settingsSchema';
import type { StartTranslate, Translate } from './strings/translate';

/** What every feature is built from when Flex starts. */
export interface PluginContext extends FlexContext {
  settings: PluginSettings;
  /** Of the strings that are there from the start. */
  t: StartTranslate;
  /** The tag of the language that Flex shows itself in, such as `pt-BR`. */
  locale: string;
  /** Undefined where the settings name no backend. */
  backend: Backend | undefined;
}

/** The same for what comes later, in a chunk: with all the strings of the language, and all routes of the backend. */
export interface ScreenContext extends PluginContext {
  t: Translate;
  backend: ScreenBackend | undefined;
}
