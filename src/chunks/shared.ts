/** What every part in a chunk needs, beside the strings of its language. */
export { screenBackend } from '../backend/screenBackend';
export { PasteInFlex } from '../flex/PasteInFlex';
