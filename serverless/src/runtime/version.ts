import { version } from '../../package.json';

/** Of the Functions, on every answer of theirs: so that whoever installs them sees which they are. */
export const VERSION_HEADER = 'X-Messaging-Controls-Version';

export { version };
