import { utcOffsetMs } from './timeline-info.js';
import type { Cell } from './server-messages.js';
import type { Bucket } from './buckets.js';
import { statusesOf, type ViewExport } from './view-export.js';

/**
 * A snapshot as CSV (RFC 4180): the view's columns, buckets as ISO 8601 local times, then on every row what its figures
 * have to say about themselves, so that a row copied elsewhere still says it.
 */
export function viewToCsv(view: ViewExport, bucket: Bucket): string {
  const { timeline } = view;
  const offset = utcOffsetMs(timeline.utcOffset);
  const asOf = localIso(view.asOf, offset, timeline.utcOffset);
  const provenance = [
    timeline.kind.toUpperCase(),
    timeline.name,
    timeline.currency ?? '',
    valuationText(timeline),
    asOf,
  ];
  const header = [...view.columns, 'status', 'kind', 'timeline', 'currency', 'valuation', 'asOf'];
  const statuses = statusesOf(view, bucket);
  const lines = view.rows.map(([start, ...cells], row) => {
    const when = typeof start === 'number' ? localIso(start, offset, timeline.utcOffset) : '';
    return [when, ...cells, statuses[row]!, ...provenance];
  });
  return [header, ...lines].map((line) => `${line.map(field).join(',')}\r\n`).join('');
}

function valuationText({ valuation }: ViewExport['timeline']): string {
  const parts = [
    valuation.export && `exports ${valuation.export}`,
    valuation.import && `imports ${valuation.import}`,
  ];
  return parts.filter((part) => part !== null).join(' ');
}

function localIso(instant: number, offsetMs: number, utcOffset: string): string {
  return new Date(instant + offsetMs)
    .toISOString()
    .replace('.000Z', 'Z')
    .replace('Z', utcOffset === '+00:00' ? 'Z' : utcOffset);
}

function field(cell: Cell): string {
  const text = cell === null ? '' : String(cell);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
