import type { AuditEntry } from '../../contract/audit';

const COLUMNS = [
  ...['at', 'by', 'byName', 'act', 'conversationSid', 'of', 'ofNames', 'to', 'toName', 'reasonCode', 'reason'],
  'outcome',
] as const;

/** What a spreadsheet would take for a formula is text: reasons are written by people. */
const cell = (text: string): string => `"${(/^[=+\-@\t\r]/.test(text) ? `'${text}` : text).replaceAll('"', '""')}"`;

/** https://www.rfc-editor.org/rfc/rfc4180, with a mark by which Excel knows UTF-8. Codes and SIDs stay as they are. */
export function auditCsv(entries: readonly AuditEntry[], nameOf: (sid: string) => string): string {
  const rows = entries.map((entry) => [
    entry.at,
    entry.by,
    nameOf(entry.by),
    entry.act,
    entry.conversationSid ?? '',
    entry.of.join(' '),
    entry.of.map(nameOf).join(', '),
    entry.to ?? '',
    entry.to === undefined ? '' : nameOf(entry.to),
    entry.reasonCode ?? '',
    entry.reason ?? '',
    entry.outcome ?? '',
  ]);
  return `\uFEFF${[COLUMNS, ...rows].map((row) => `${row.map(cell).join(',')}\r\n`).join('')}`;
}
