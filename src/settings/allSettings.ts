/** For who looks after the settings: what is wrong in all of them, the backend's too, in words. */
export { readSettings } from './readSettings';
export { settingsStringsFor } from '../strings/settings/settingsStrings';
