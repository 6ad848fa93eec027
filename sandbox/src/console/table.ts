import { html } from '../host/html';
import type { Html } from '../host/html';

type Cell = string | number | Html | null | undefined;

export interface Row {
  key: string;
  cells: Cell[];
}

export interface Table {
  id: string;
  title: string;
  columns: string[];
  /** Newest first. */
  rows: Row[];
  /** How many there are, where not all are shown. */
  total?: number;
  /** Shown above the table. */
  note?: Html;
}

const clockTime = (date: Date): string => date.toISOString().slice(11, 19);

/** The time of day in UTC; the whole date as a tooltip. */
export const time = (date: Date | null | undefined): Cell =>
  date && html`<time datetime="${date.toISOString()}" title="${date.toISOString()}">${clockTime(date)}</time>`;

export const code = (text: string | null | undefined): Cell => text && html`<code>${text}</code>`;

/** A state as a label; its colour follows what it means. */
export const state = (name: string): Html => html`<span class="state ${name}">${name}</span>`;

const cell = (content: Cell): Html => html`<td>${content ?? ''}</td>`;

/** A section with a heading and a table that scrolls by itself. */
export const section = ({ id, title, columns, rows, total = rows.length, note }: Table): Html =>
  html`<section id="${id}" aria-labelledby="${id}-title">
    <h2 id="${id}-title">${title} <span class="count" id="${id}-count" data-live="text">${total}</span></h2>
    ${note ?? ''}
    <div class="scroll" role="group" aria-labelledby="${id}-title" tabindex="0">
      <table>
        <thead>
          <tr>
            ${columns.map((column) => html`<th scope="col">${column}</th>`)}
          </tr>
        </thead>
        <tbody id="${id}-rows" data-live="list">
          ${
            rows.length === 0
              ? html`<tr data-key="none">
                  <td class="none" colspan="${columns.length}">Nothing yet</td>
                </tr>`
              : rows.map(
                  ({ key, cells }) =>
                    html`<tr data-key="${key}">
                      ${cells.map(cell)}
                    </tr>`,
                )
          }
        </tbody>
      </table>
    </div>
  </section>`;
