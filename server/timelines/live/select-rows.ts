import { RecordProblem } from '../../records/record-problem.js';
import {
  HAS_KEY,
  KEY_WORDS,
  NUMBERED,
  REVISES,
  WITHDRAWS,
  type RecordRows,
} from '../../records/record-rows.js';
import { copyRow, copyRows, type LoggedRows } from './batch-format.js';
import type { IdEntry, IdIndex } from './id-index.js';
import type { FoundRow } from './row-places.js';

export interface SelectionContext {
  readonly ids: IdIndex;
  /** Number of the row that the first of those kept becomes. */
  readonly firstRow: number;
  readonly acceptedAt: number;
  /** A record of an earlier time may have been counted and forgotten since. */
  readonly oldestKnown: number;
  /** A row that was taken before. */
  readonly contentOf: (row: number) => FoundRow | undefined;
  readonly reject: (problem: RecordProblem, row: number) => void;
}

const CODES = ['partner', 'commodity', 'port', 'mode', 'transport'] as const;

/**
 * Decides which rows of a batch count. A row whose id is known does not, unless it revises or withdraws what that stands
 * for: then a row that takes that away is written beside it, so that to add up all rows is to count each record once.
 */
export class Selection {
  readonly #rows: RecordRows;
  readonly #context: SelectionContext;
  readonly #kept: number[] = [];
  readonly #corrected: FoundRow[] = [];
  /** How ids that were known stood before, by the place of the row among those that are written. */
  readonly #replaced = new Map<number, IdEntry>();
  duplicates = 0;

  constructor(rows: RecordRows, context: SelectionContext) {
    this.#rows = rows;
    this.#context = context;
    for (let row = 0; row < rows.length; row++) this.#select(row);
  }

  get accepted(): number {
    return this.#kept.length;
  }

  /** How many of them take the place of others. */
  get revising(): number {
    return this.#corrected.length;
  }

  /** Rows that are to be written. */
  get length(): number {
    return this.#kept.length + this.#corrected.length;
  }

  /** Writes those rows. */
  write(to: LoggedRows): void {
    const kept = this.#kept.length;
    if (kept === this.#rows.length) copyRows(this.#rows, to, kept);
    else for (let index = 0; index < kept; index++) copyRow(this.#rows, this.#kept[index]!, to, index);
    for (const [index, { rows, row }] of this.#corrected.entries())
      writeCorrection(rows, row, to, kept + index);
  }

  /**
   * Makes as if none had been taken; what was taken after it must have been taken back before.
   * @param written what `write` wrote: the rows themselves may be other ones by now
   */
  takeBack(written: LoggedRows): void {
    for (let index = this.#kept.length - 1; index >= 0; index--) {
      if ((written.flags[index]! & HAS_KEY) === 0) continue;
      this.#context.ids.put(written.key, index, this.#replaced.get(index), this.#context.acceptedAt);
    }
  }

  #select(row: number): void {
    const { flags, key, revision } = this.#rows;
    if ((flags[row]! & HAS_KEY) === 0) this.#keep(row);
    else if (this.#context.ids.has(key, row)) this.#selectKnown(row);
    else if ((flags[row]! & REVISES) !== 0 && this.#rows.time[row]! < this.#context.oldestKnown)
      this.#refuse(row);
    else this.#keep(row, revision[row]);
  }

  #selectKnown(row: number): void {
    const { flags, key, revision } = this.#rows;
    if ((flags[row]! & REVISES) === 0) {
      this.duplicates++;
      return;
    }
    const known = this.#context.ids.find(key, row)!;
    const old = this.#contentOf(known.row);
    if (old === undefined) return this.#refuse(row);
    const isNumbered = (flags[row]! & NUMBERED) !== 0;
    if (isNumbered ? revision[row]! <= known.revision : isSame(this.#rows, row, old)) {
      this.duplicates++;
      return;
    }
    if ((old.rows.flags[old.row]! & WITHDRAWS) === 0) this.#corrected.push(old);
    this.#keep(row, isNumbered ? revision[row]! : known.revision + 1, true);
  }

  /** @param revision where the row has an id: what that stands for from now on, known or not */
  #keep(row: number, revision?: number, isKnown = false): void {
    const { flags, key } = this.#rows;
    if ((flags[row]! & WITHDRAWS) !== 0) {
      this.#rows.records[row] = 0;
      this.#rows.value[row] = NaN;
      this.#rows.netKg[row] = NaN;
    }
    const index = this.#kept.push(row) - 1;
    if (revision === undefined) return;
    this.#rows.revision[row] = revision;
    const { ids, firstRow, acceptedAt } = this.#context;
    if (!isKnown) return ids.insert(key, row, firstRow + index, revision, acceptedAt);
    const before = ids.put(key, row, { row: firstRow + index, revision }, acceptedAt);
    if (before !== undefined) this.#replaced.set(index, before);
  }

  #contentOf(number: number): FoundRow | undefined {
    const own = this.#kept[number - this.#context.firstRow];
    return own === undefined ? this.#context.contentOf(number) : { rows: this.#rows, row: own };
  }

  #refuse(row: number): void {
    const problem = new RecordProblem(
      'unknown-record',
      'id: no record of this id is known any more, and one as old may have been counted; it can not be revised',
    );
    this.#context.reject(problem, row);
  }
}

/** Whether a record says what is known already. */
function isSame(rows: LoggedRows, row: number, old: FoundRow): boolean {
  const isWithdrawn = (rows.flags[row]! & WITHDRAWS) !== 0;
  const wasWithdrawn = (old.rows.flags[old.row]! & WITHDRAWS) !== 0;
  if (isWithdrawn || wasWithdrawn) return isWithdrawn === wasWithdrawn;
  return (
    rows.time[row] === old.rows.time[old.row] &&
    rows.flow[row] === old.rows.flow[old.row] &&
    CODES.every((code) => rows[code][row] === old.rows[code][old.row]) &&
    Object.is(rows.value[row], old.rows.value[old.row]) &&
    Object.is(rows.netKg[row], old.rows.netKg[old.row])
  );
}

function writeCorrection(from: LoggedRows, at: number, to: LoggedRows, row: number): void {
  copyRow(from, at, to, row);
  to.records[row] = -from.records[at]!;
  // Zero less the amount: the minus sign would make a negative nought of it.
  to.value[row] = 0 - from.value[at]!;
  to.netKg[row] = 0 - from.netKg[at]!;
  to.revision[row] = 0;
  to.flags[row] = 0;
  to.key.fill(0, row * KEY_WORDS, (row + 1) * KEY_WORDS);
}
