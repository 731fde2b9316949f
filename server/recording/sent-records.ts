import type { BatchRow } from '../timelines/live/rows-by-hour.js';
import { toRecordLine, type RecordedTerms } from './record-line.js';

/** Where the records of a live timeline are. */
export interface SentRecords {
  readonly terms: RecordedTerms;
  /** Rows from `from` up to `to` (epoch ms), an hour after the other; those that take others back are of the same hour. */
  byHour(from: number, to: number): Iterable<readonly BatchRow[]>;
}

const CONTENT = ['time', 'flow', 'partner', 'commodity', 'port', 'mode', 'transport'] as const;

/**
 * The records of a live timeline as they count now, in time order, as NDJSON in the project's own form, an hour at a time:
 * of those that were revised the newest, of those that were withdrawn none. Read back, they add up to what the timeline shows.
 */
export function* sentRecords(sent: SentRecords, from: number, to: number): Generator<string> {
  const { terms } = sent;
  for (const rows of sent.byHour(from, to)) {
    const lines: string[] = [];
    for (const { place, count } of settled(rows))
      for (let copy = 0; copy < count; copy++) lines.push(toRecordLine(terms, place.batch, place.row));
    if (lines.length > 0) yield lines.join('');
  }
}

/** What is left of rows once those that take others back have done so; each as often as it counts. */
function settled(rows: readonly BatchRow[]): { readonly place: BatchRow; readonly count: number }[] {
  const found = new Map<string, { place: BatchRow; count: number }>();
  for (const place of rows) {
    const records = place.batch.records[place.row]!;
    const content = contentOf(place, Math.sign(records));
    const known = found.get(content);
    if (known === undefined) found.set(content, { place, count: records });
    else {
      known.count += records;
      // What takes back has its amounts below zero: it is no record to be written.
      if (records > 0) known.place = place;
    }
  }
  return [...found.values()].filter(({ count }) => count > 0);
}

function contentOf({ batch, row }: BatchRow, sign: number): string {
  return [
    ...CONTENT.map((column) => batch[column][row]!),
    sign * batch.value[row]!,
    sign * batch.netKg[row]!,
  ].join();
}
