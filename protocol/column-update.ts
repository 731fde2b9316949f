import * as v from 'valibot';
import type { BitReader } from './bit-reader.js';
import type { BitWriter } from './bit-writer.js';
import { shiftBucket } from './buckets.js';
import { ColumnWriter, readColumn } from './columns.js';
import { newestRows, readRowSet, RowSetWriter, type RowSet } from './row-set.js';
import { ViewUpdateSchema, type ViewUpdate } from './server-messages.js';
import { parseWith } from './validation.js';
import { rowsPerGroup, type ViewLayout } from './view-layout.js';

/** Codes of a group, one for each dimension of the view but flow; null: not reported. */
export type GroupNames = readonly (string | null)[];

/** What an update of a view says in words. */
const UpdateTextSchema = v.object({
  reason: ViewUpdateSchema.entries.reason,
  /** Groups that have not been named before, numbered on from `codesFrom`. */
  codes: v.optional(v.array(v.array(v.nullable(v.string())))),
  codesFrom: v.optional(v.number()),
});

interface UpdateText {
  readonly reason?: ViewUpdate['reason'];
  readonly codes?: readonly GroupNames[] | undefined;
  readonly codesFrom?: number | undefined;
}

/** How the window lies: where it was, one bucket on, or its newest bucket given in epoch ms. */
export type WindowMove = 'none' | 'next' | number;

const WINDOW_NONE = 0;
const WINDOW_NEXT = 1;
const WINDOW_AT = 2;

/** All of an update but its rows and cells. */
interface UpdateHead {
  readonly kind: ViewUpdate['kind'];
  readonly window: WindowMove;
  readonly text: UpdateText | undefined;
}

/**
 * Puts one update after another into bits, in memory that is used again.
 *
 *     update  usual:1 [ snapshot:1 text:1 revised:1 window:2 [newest bucket] [text] rows [revised rows] ] column …
 *
 * Usual 1: changes to all rows of the newest bucket, with the window where it was, and no more.
 */
export class UpdateWriter {
  readonly rows = new RowSetWriter();
  /** Rows that became revised. */
  readonly revised = new RowSetWriter();
  /** One for each measure, a cell for each row. */
  readonly columns: ColumnWriter[] = [];

  /** Begins an update of a view whose measures have such decimals, as in its layout. */
  begin(decimals: ViewLayout['decimals']): void {
    this.rows.clear();
    this.revised.clear();
    while (this.columns.length < decimals.length) this.columns.push(new ColumnWriter());
    this.columns.length = decimals.length;
    decimals.forEach((places, index) => this.columns[index]!.begin(places === null));
  }

  /** @param rowsPerBucket how many rows a bucket can have */
  writeTo(bits: BitWriter, head: UpdateHead, rowsPerBucket: number): void {
    const { kind, window, text } = head;
    const isPlain = kind === 'changes' && window === 'none' && text === undefined && this.revised.size === 0;
    const isUsual = isPlain && this.rows.isNewest(rowsPerBucket);
    bits.bit(isUsual);
    if (!isUsual) this.#writeHead(bits, head, rowsPerBucket);
    for (const column of this.columns) column.writeTo(bits);
  }

  #writeHead(bits: BitWriter, { kind, window, text }: UpdateHead, rowsPerBucket: number): void {
    bits.bit(kind === 'snapshot');
    bits.bit(text !== undefined);
    bits.bit(this.revised.size > 0);
    bits.bits(window === 'none' ? WINDOW_NONE : window === 'next' ? WINDOW_NEXT : WINDOW_AT, 2);
    if (typeof window === 'number') bits.signedVarint(window);
    if (text !== undefined) bits.json(text);
    this.rows.writeTo(bits, rowsPerBucket);
    if (this.revised.size > 0) this.revised.writeTo(bits, rowsPerBucket);
  }
}

function readWindow(bits: BitReader): WindowMove {
  const move = bits.bits(2);
  if (move === WINDOW_NONE) return 'none';
  if (move === WINDOW_NEXT) return 'next';
  if (move !== WINDOW_AT) bits.fail('a window of 0, 1 or 2', `${move}`);
  return bits.signedVarint();
}

/** A view's update in columns: the same that a `ViewUpdate` has in rows. */
export interface ColumnUpdate {
  readonly layout: ViewLayout;
  readonly kind: ViewUpdate['kind'];
  readonly reason?: ViewUpdate['reason'];
  readonly window: ViewUpdate['window'];
  /** Groups by their code. */
  readonly names: readonly GroupNames[];
  readonly rows: RowSet;
  /** Of each measure a cell for each row, NaN where it is null. */
  readonly cells: readonly Float64Array[];
  readonly revised?: RowSet;
}

interface ReadHead {
  readonly kind: ViewUpdate['kind'];
  readonly reason?: ViewUpdate['reason'] | undefined;
  readonly rows: RowSet;
  readonly revised?: RowSet | undefined;
}

/** Reads the updates of one view; knows what it was told before. */
export class UpdateReader {
  layout: ViewLayout;
  #names: readonly GroupNames[] = [];
  #newest: number | undefined;
  /** The same from update to update. */
  #newestRows = newestRows(0);

  constructor(layout: ViewLayout) {
    this.layout = layout;
  }

  /** @throws ProblemError where the bits can't be an update of this view */
  read(bits: BitReader): ColumnUpdate {
    const isUsual = bits.bit();
    const { kind, reason, rows, revised } = isUsual ? this.#usual() : this.#readHead(bits);
    const cells = this.layout.decimals.map((decimals) => readColumn(bits, rows.size, decimals));
    return {
      layout: this.layout,
      kind,
      ...(reason === undefined ? {} : { reason }),
      window: this.#window(),
      names: this.#names,
      rows,
      cells,
      ...(revised === undefined ? {} : { revised }),
    };
  }

  get #rowsPerBucket(): number {
    return this.#names.length * rowsPerGroup(this.layout.columns);
  }

  #usual(): ReadHead {
    const size = this.#rowsPerBucket;
    if (this.#newestRows.size !== size) this.#newestRows = newestRows(size);
    return { kind: 'changes', rows: this.#newestRows };
  }

  #readHead(bits: BitReader): ReadHead {
    const kind = bits.bit() ? 'snapshot' : 'changes';
    const [hasText, hasRevised] = [bits.bit(), bits.bit()];
    this.#moveWindow(bits, readWindow(bits));
    const text = hasText ? parseWith(UpdateTextSchema, bits.json(), 'bad-message') : {};
    this.#addNames(bits, text);
    const rows = readRowSet(bits, this.#rowsPerBucket);
    const revised = hasRevised ? readRowSet(bits, this.#rowsPerBucket) : undefined;
    return { kind, reason: text.reason, rows, revised };
  }

  #moveWindow(bits: BitReader, window: WindowMove): void {
    if (window === 'none') return;
    const { bucket, offsetMs } = this.layout;
    if (typeof window === 'number') this.#newest = window;
    else if (this.#newest === undefined) bits.fail('a newest bucket', 'the next after none');
    else this.#newest = shiftBucket(bucket, this.#newest, 1, offsetMs);
  }

  #addNames(bits: BitReader, { codes, codesFrom = 0 }: UpdateText): void {
    if (codes === undefined) return;
    if (codesFrom !== 0 && codesFrom !== this.#names.length)
      bits.fail(`codes from 0 or ${this.#names.length}`, `${codesFrom}`);
    this.#names = codesFrom === 0 ? codes : [...this.#names, ...codes];
  }

  #window(): ViewUpdate['window'] {
    const { bucket, last, offsetMs } = this.layout;
    if (bucket === 'all' || this.#newest === undefined) return { from: null, to: null };
    return { from: shiftBucket(bucket, this.#newest, 1 - last, offsetMs), to: this.#newest };
  }
}
