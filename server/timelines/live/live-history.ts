import { ProblemError } from '../../../protocol/errors.js';
import { createRecordBatch, type RecordBatch } from '../../records/record-batch.js';
import { firstIndex } from '../../records/first-index.js';
import type { ViewCells } from '../../views/view-cells.js';
import { rowsByHour, type BatchRow, type HeldBatch } from './rows-by-hour.js';

/** Rows of a batch that became visible together; what became visible next is behind it. */
export interface JournalEntry {
  readonly batch: RecordBatch;
  readonly from: number;
  readonly to: number;
  next: JournalEntry | undefined;
}

/** Segment of sums: what they are of is no more. */
export const SUMMED = 0;

const NO_ROWS = createRecordBatch(0);

/** Rows of a batch that are still in the future, in time order, from `at` on. */
interface EarlyRows {
  readonly batch: RecordBatch;
  at: number;
}

/**
 * Records in two orders: that in which they became visible, for views that are up to date, and by their event time, for
 * views that begin. A record is visible once it has come and its time has too.
 */
export class LiveHistory {
  #end: JournalEntry = { batch: NO_ROWS, from: 0, to: 0, next: undefined };
  #held: HeldBatch[] = [];
  #early: EarlyRows[] = [];
  #released = -Infinity;
  #newest = -Infinity;
  #earliest = Infinity;

  /** Records before this instant are visible, those from it on are not yet. */
  get released(): number {
    return this.#released;
  }

  /** Time of the newest record that is visible; −Infinity before the first. */
  get newest(): number {
    return this.#newest;
  }

  /** Time of the oldest record; Infinity before the first. */
  get earliest(): number {
    return this.#earliest;
  }

  /** How many records wait for their time. */
  get waiting(): number {
    return this.#early.reduce((sum, { batch, at }) => sum + batch.length - at, 0);
  }

  /** What became visible last. An entry holds those that came after it, and they are forgotten when nobody holds it. */
  get end(): JournalEntry {
    return this.#end;
  }

  /**
   * Takes rows that are durable; those that count nothing are left out.
   * @param segment of the log that they are in
   */
  add(batch: RecordBatch, segment: number): void {
    if (batch.length === 0) return;
    const isPlain = batch.time.every((time, row) => time < this.#released && batch.records[row] !== 0);
    const visible = isPlain ? batch : pick(batch, (row) => batch.time[row]! < this.#released);
    this.#hold(isPlain ? batch : pick(batch, () => true), segment);
    this.#show(visible, 0, visible.length);
    if (isPlain) return;
    const early = pick(batch, (row) => batch.time[row]! >= this.#released);
    if (early.length > 0) this.#early.push({ batch: sortedByTime(early), at: 0 });
  }

  /** Shows the records whose time has come. */
  release(time: number): void {
    if (time <= this.#released) return;
    this.#released = time;
    for (const early of this.#early) {
      const { batch, at } = early;
      if (batch.time[at]! >= time) continue;
      early.at = firstIndex(batch.length, (row) => batch.time[row]! >= time);
      this.#show(batch, at, early.at);
    }
    this.#early = this.#early.filter(({ batch, at }) => at < batch.length);
  }

  /** Counts the visible records from `from` up to, not including, `to`; of what is there when it is called. */
  fill(cells: ViewCells, from: number, to: number, seq: number): Iterable<void> {
    return fillFrom([...this.#held], cells, from, Math.min(to, this.#released), seq);
  }

  /** Whether any record of the segments up to this one waits for its time. */
  isEarly(segment: number): boolean {
    return this.#held.some((held) => held.segment <= segment && held.last >= this.#released);
  }

  /** All rows of the segments up to this one, and the sums of those before. */
  heldUpTo(segment: number): RecordBatch[] {
    return this.#held.filter((held) => held.segment <= segment).map(({ batch }) => batch);
  }

  /** All rows of one segment. */
  heldIn(segment: number): RecordBatch[] {
    return this.#held.filter((held) => held.segment === segment).map(({ batch }) => batch);
  }

  /** Has sums in place of the rows of one segment, the last that there is. */
  replaceIn(segment: number, sums: readonly RecordBatch[]): void {
    this.#held = this.#held.filter((held) => held.segment !== segment);
    for (const batch of sums) this.#hold(batch, segment);
  }

  /**
   * Has sums in the place of these batches, which are held, in one moment, once it is looked through them: whoever begins to
   * count after that counts those. What else came meanwhile stays. Yields wherever others may run before.
   * @throws RangeError where one of the batches is not held any more: it would count twice
   */
  *replace(batches: readonly RecordBatch[], sums: readonly RecordBatch[]): Generator<void, void> {
    const summed: HeldBatch[] = [];
    for (const batch of sums) {
      if (batch.length > 0) summed.push(heldBatch(batch, SUMMED));
      yield;
    }
    const replaced = new Set(batches);
    const kept = this.#held.filter(({ batch }) => !replaced.has(batch));
    const missing = replaced.size - (this.#held.length - kept.length);
    if (missing > 0)
      throw new RangeError(`batches: ${missing} of those that were summed up are not held any more`);
    this.#held = [...summed, ...kept];
    for (const { first } of summed) this.#earliest = Math.min(this.#earliest, first);
  }

  /** The visible rows from `from` up to, not including, `to`, an hour of their time after the other, what takes back among them. */
  byHour(from: number, to: number): Iterable<readonly BatchRow[]> {
    const summed = this.#held.find(
      ({ segment, first, last }) => segment === SUMMED && first < to && last >= from,
    );
    if (summed !== undefined) refuseSummed(summed.last);
    return rowsByHour([...this.#held], from, Math.min(to, this.#released));
  }

  #hold(batch: RecordBatch, segment: number): void {
    if (batch.length === 0) return;
    const held = heldBatch(batch, segment);
    this.#held.push(held);
    this.#earliest = Math.min(this.#earliest, held.first);
  }

  #show(batch: RecordBatch, from: number, to: number): void {
    if (from === to) return;
    const entry = { batch, from, to, next: undefined };
    this.#end.next = entry;
    this.#end = entry;
    for (let row = from; row < to; row++) this.#newest = Math.max(this.#newest, batch.time[row]!);
  }
}

function refuseSummed(last: number): never {
  const message = `from: records up to ${new Date(last).toISOString()} are kept as sums of days; ask for what comes after that day`;
  throw new ProblemError({ code: 'bad-request', field: 'from', message });
}

function* fillFrom(
  held: readonly HeldBatch[],
  cells: ViewCells,
  from: number,
  to: number,
  seq: number,
): Iterable<void> {
  for (const { batch, first, last } of held) {
    if (last < from || first >= to) continue;
    if (first >= from && last < to) cells.add(batch, seq);
    else addBetween(cells, batch, 0, batch.length, { from, to }, seq);
    yield;
  }
}

/** Counts those of the rows from `first` up to `end` whose time is in the span. */
export function addBetween(
  cells: ViewCells,
  batch: RecordBatch,
  first: number,
  end: number,
  { from, to }: { from: number; to: number },
  seq: number,
): void {
  for (let row = first; row < end; row++) {
    const time = batch.time[row]!;
    if (time >= from && time < to) cells.add(batch, seq, row, row + 1);
  }
}

function heldBatch(batch: RecordBatch, segment: number): HeldBatch {
  const [first, last] = spanOf(batch);
  return { batch, first, last, segment };
}

function spanOf(batch: RecordBatch): [first: number, last: number] {
  let [first, last] = [Infinity, -Infinity];
  for (let row = 0; row < batch.length; row++) {
    first = Math.min(first, batch.time[row]!);
    last = Math.max(last, batch.time[row]!);
  }
  return [first, last];
}

const COLUMNS = [
  'time',
  'flow',
  'partner',
  'commodity',
  'port',
  'mode',
  'transport',
  'records',
  'value',
  'netKg',
] as const;

/** Those of the rows that count anything and are wanted. */
function pick(batch: RecordBatch, isWanted: (row: number) => boolean): RecordBatch {
  const rows: number[] = [];
  for (let row = 0; row < batch.length; row++) if (batch.records[row] !== 0 && isWanted(row)) rows.push(row);
  return gather(batch, rows);
}

function sortedByTime(batch: RecordBatch): RecordBatch {
  const rows = Array.from({ length: batch.length }, (_, row) => row);
  return gather(
    batch,
    rows.sort((a, b) => batch.time[a]! - batch.time[b]!),
  );
}

function gather(batch: RecordBatch, rows: readonly number[]): RecordBatch {
  const gathered = createRecordBatch(rows.length);
  for (const column of COLUMNS)
    for (let row = 0; row < rows.length; row++) gathered[column][row] = batch[column][rows[row]!]!;
  gathered.length = rows.length;
  return gathered;
}
