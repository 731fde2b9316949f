import type { Cell } from './server-messages.js';
import { utcOffsetMs, type TimelineInfo } from './timeline-info.js';

/**
 * Rows as CSV (RFC 4180), and on every one what its figures have to say about themselves, so that a row copied elsewhere
 * still says it.
 * @param asOf epoch ms
 */
export function csvWithProvenance(
  columns: readonly string[],
  rows: readonly (readonly Cell[])[],
  timeline: TimelineInfo,
  asOf: number,
): string {
  const provenance = [
    timeline.kind.toUpperCase(),
    timeline.name,
    timeline.currency ?? '',
    valuationText(timeline),
    localIso(asOf, timeline),
  ];
  const header = [...columns, 'kind', 'timeline', 'currency', 'valuation', 'asOf'];
  const lines = [header, ...rows.map((row) => [...row, ...provenance])];
  return lines.map((line) => `${line.map(field).join(',')}\r\n`).join('');
}

/** An instant in ISO 8601, in the timeline's own zone. */
export function localIso(instant: number, { utcOffset }: Pick<TimelineInfo, 'utcOffset'>): string {
  return new Date(instant + utcOffsetMs(utcOffset))
    .toISOString()
    .replace('.000Z', 'Z')
    .replace('Z', utcOffset === '+00:00' ? 'Z' : utcOffset);
}

function valuationText({ valuation }: TimelineInfo): string {
  const parts = [
    valuation.export && `exports ${valuation.export}`,
    valuation.import && `imports ${valuation.import}`,
  ];
  return parts.filter((part) => part !== null).join(' ');
}

function field(cell: Cell): string {
  const text = cell === null ? '' : String(cell);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
