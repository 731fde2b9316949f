import { KEY_WORDS } from '../../records/record-rows.js';

/** What a key stands for. */
export interface IdEntry {
  /** Number of the row that holds it now. */
  readonly row: number;
  readonly revision: number;
}

const DAY = 86_400_000;

/** One table is split into so many, so that one that grows holds nobody up. A power of two. */
const PARTS = 64;

/**
 * The ids of the records taken within a window of days, in a table for each day, so that days are forgotten as a whole.
 * About 50 bytes an id.
 */
export class IdIndex {
  readonly #windowDays: number;
  /** The newest day first. */
  #days: { readonly day: number; readonly table: IdTable }[] = [];

  constructor(windowMs: number) {
    this.#windowDays = Math.ceil(windowMs / DAY);
  }

  get size(): number {
    return this.#days.reduce((sum, { table }) => sum + table.size, 0);
  }

  /** The entry of the key in `keys` of `row`; undefined where it is not known, or not any more. */
  find(keys: Uint32Array, row: number): IdEntry | undefined {
    for (const { table } of this.#days) {
      const entry = table.find(keys, row);
      if (entry !== undefined) return entry;
    }
    return undefined;
  }

  has(keys: Uint32Array, row: number): boolean {
    for (const { table } of this.#days) if (table.has(keys, row)) return true;
    return false;
  }

  /**
   * Notes the row and the revision that the key in `keys` of `row` stands for from `acceptedAt`, epoch ms.
   * @param entry undefined takes back what was noted then
   * @returns what was noted on the same day
   */
  put(keys: Uint32Array, row: number, entry: IdEntry | undefined, acceptedAt: number): IdEntry | undefined {
    return this.#tableOf(Math.floor(acceptedAt / DAY)).put(keys, row, entry);
  }

  /** Notes a record whose key is not known: the same as `put`, without an object for each. */
  insert(keys: Uint32Array, row: number, entryRow: number, revision: number, acceptedAt: number): void {
    this.#tableOf(Math.floor(acceptedAt / DAY)).insert(keys, row, entryRow, revision);
  }

  /** Forgets the days that are no more in the window. */
  expire(now: number): void {
    const first = Math.floor(now / DAY) - this.#windowDays;
    this.#days = this.#days.filter(({ day }) => day >= first);
  }

  #tableOf(day: number): IdTable {
    const known = this.#days.find((each) => each.day === day);
    if (known !== undefined) return known.table;
    const table = new IdTable();
    this.#days = [...this.#days, { day, table }].sort((a, b) => b.day - a.day);
    return table;
  }
}

class IdTable {
  readonly #parts = Array.from({ length: PARTS }, () => new IdPart());

  get size(): number {
    return this.#parts.reduce((sum, part) => sum + part.size, 0);
  }

  find(keys: Uint32Array, row: number): IdEntry | undefined {
    return this.#partOf(keys, row).find(keys, row * KEY_WORDS);
  }

  has(keys: Uint32Array, row: number): boolean {
    return this.#partOf(keys, row).has(keys, row * KEY_WORDS);
  }

  put(keys: Uint32Array, row: number, entry: IdEntry | undefined): IdEntry | undefined {
    return this.#partOf(keys, row).put(keys, row * KEY_WORDS, entry);
  }

  insert(keys: Uint32Array, row: number, entryRow: number, revision: number): void {
    this.#partOf(keys, row).insert(keys, row * KEY_WORDS, entryRow, revision);
  }

  #partOf(keys: Uint32Array, row: number): IdPart {
    return this.#parts[keys[row * KEY_WORDS]! & (PARTS - 1)]!;
  }
}

/** Row of a slot that never held anything, and of one whose entry was taken back: looking goes on past that. */
const EMPTY = -1;
const GONE = -2;

/** Open addressing over typed arrays: no object for an id. */
class IdPart {
  #keys = new Uint32Array(16 * KEY_WORDS);
  #rows = new Float64Array(16).fill(EMPTY);
  #revisions = new Uint32Array(16);
  #used = 0;
  size = 0;

  find(keys: Uint32Array, at: number): IdEntry | undefined {
    const slot = this.#slotOf(keys, at);
    const row = this.#rows[slot]!;
    return row < 0 ? undefined : { row, revision: this.#revisions[slot]! };
  }

  has(keys: Uint32Array, at: number): boolean {
    return this.#rows[this.#slotOf(keys, at)]! >= 0;
  }

  /** Puts an entry in the place of the one that it returns; undefined takes that away. */
  put(keys: Uint32Array, at: number, entry: IdEntry | undefined): IdEntry | undefined {
    if ((this.#used + 1) * 3 > this.#rows.length * 2) this.#grow();
    const slot = this.#slotOf(keys, at);
    const before = this.#rows[slot]!;
    if (before === EMPTY) {
      if (entry === undefined) return undefined;
      this.#take(slot, keys, at);
    }
    const replaced = before < 0 ? undefined : { row: before, revision: this.#revisions[slot]! };
    this.size += (entry === undefined ? 0 : 1) - (replaced === undefined ? 0 : 1);
    this.#rows[slot] = entry?.row ?? GONE;
    this.#revisions[slot] = entry?.revision ?? 0;
    return replaced;
  }

  insert(keys: Uint32Array, at: number, row: number, revision: number): void {
    if ((this.#used + 1) * 3 > this.#rows.length * 2) this.#grow();
    const slot = this.#slotOf(keys, at);
    const before = this.#rows[slot]!;
    if (before === EMPTY) this.#take(slot, keys, at);
    if (before < 0) this.size++;
    this.#rows[slot] = row;
    this.#revisions[slot] = revision;
  }

  #take(slot: number, keys: Uint32Array, at: number): void {
    this.#used++;
    for (let word = 0; word < KEY_WORDS; word++) this.#keys[slot * KEY_WORDS + word] = keys[at + word]!;
  }

  /** The slot that holds the key, gone or not, or the empty one where it would go. */
  #slotOf(keys: Uint32Array, at: number): number {
    const mask = this.#rows.length - 1;
    let slot = keys[at + 1]! & mask;
    while (this.#rows[slot] !== EMPTY && !this.#isSame(slot * KEY_WORDS, keys, at)) slot = (slot + 1) & mask;
    return slot;
  }

  #isSame(own: number, keys: Uint32Array, at: number): boolean {
    return (
      this.#keys[own] === keys[at] &&
      this.#keys[own + 1] === keys[at + 1] &&
      this.#keys[own + 2] === keys[at + 2] &&
      this.#keys[own + 3] === keys[at + 3]
    );
  }

  #grow(): void {
    const [keys, rows, revisions] = [this.#keys, this.#rows, this.#revisions];
    const capacity = Math.max(16, 2 ** Math.ceil(Math.log2(3 * this.size + 1)));
    this.#keys = new Uint32Array(capacity * KEY_WORDS);
    this.#rows = new Float64Array(capacity).fill(EMPTY);
    this.#revisions = new Uint32Array(capacity);
    this.#used = 0;
    this.size = 0;
    for (let slot = 0; slot < rows.length; slot++)
      if (rows[slot]! >= 0) this.insert(keys, slot * KEY_WORDS, rows[slot]!, revisions[slot]!);
  }
}
