import { html } from '../host/html';
import type { Html } from '../host/html';

/** SIDs that have a story, and addresses of phones. */
const SUBJECT = /((?:CH|IM|SM|MM|WT|WR|KD|UO)[0-9a-f]{32}|(?:[a-z]+:)?\+\d{7,15}\b)/;

export const storyAddress = (id: string): string => `/console/story?of=${encodeURIComponent(id)}`;

/** A text in which each SID, and each number, leads to its story. */
export const linked = (text: string): Html[] =>
  text
    .split(SUBJECT)
    .map((part, index) => (index % 2 === 1 ? html`<a href="${storyAddress(part)}">${part}</a>` : html`${part}`));
