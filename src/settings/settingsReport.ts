/** What the sentences about wrong settings are made of, in a chunk of its own. */
export { settingsStringsFor } from '../strings/settings/settingsStrings';
export { readSettings } from './readSettings';
