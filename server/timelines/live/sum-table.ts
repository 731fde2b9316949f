/** One table is split into so many, so that one that grows holds nobody up. A power of two. */
const PARTS = 256;

/** Rows that a part has room for when it is made. A power of two. */
const FIRST_ROWS = 16;

/** Rows of a part up to which its memory is kept for others. */
const KEPT_ROWS = 256;

/** Sums by a key of two whole numbers below 2^53, of a few or of many millions. */
export class SumTable {
  readonly #parts: (SumPart | undefined)[] = Array.from({ length: PARTS });

  get size(): number {
    return this.parts.reduce((sum, part) => sum + part.size, 0);
  }

  get parts(): readonly SumPart[] {
    return this.#parts.filter((part) => part !== undefined);
  }

  /** The part that has the row of the key, or is to have it. */
  partOf(first: number, second: number): SumPart {
    return (this.#parts[hashOf(first, second) & (PARTS - 1)] ??= new SumPart());
  }

  /** Has no rows any more; parts that are small keep their memory for the next ones. */
  clear(): void {
    for (const [index, part] of this.#parts.entries())
      if (part !== undefined && part.first.length > KEPT_ROWS) this.#parts[index] = undefined;
      else part?.clear();
  }
}

/** Open addressing over typed arrays; the rows are in the order in which they came. */
export class SumPart {
  first = new Float64Array(FIRST_ROWS);
  second = new Float64Array(FIRST_ROWS);
  records = new Float64Array(FIRST_ROWS);
  value = new Float64Array(FIRST_ROWS);
  netKg = new Float64Array(FIRST_ROWS);
  size = 0;
  /** A row and one, at the place of its key or behind it; 0: none. */
  #slots = new Uint32Array(2 * FIRST_ROWS);

  /** The row of the key, made where there is none. */
  find(first: number, second: number): number {
    const slot = this.#slotOf(first, second);
    const row = this.#slots[slot]!;
    if (row > 0) return row - 1;
    if (this.size === this.first.length) {
      this.#grow();
      return this.find(first, second);
    }
    this.first[this.size] = first;
    this.second[this.size] = second;
    this.empty(this.size);
    this.#slots[slot] = ++this.size;
    return this.size - 1;
  }

  clear(): void {
    this.size = 0;
    this.#slots.fill(0);
  }

  /** Has nothing in the sums of a row. */
  empty(row: number): void {
    this.records[row] = 0;
    this.value[row] = 0;
    this.netKg[row] = 0;
  }

  #slotOf(first: number, second: number): number {
    const mask = this.#slots.length - 1;
    // The lowest bits are the same in all of a part.
    let slot = (hashOf(first, second) >>> 8) & mask;
    for (let row = this.#slots[slot]!; row > 0; row = this.#slots[slot]!) {
      if (this.first[row - 1] === first && this.second[row - 1] === second) return slot;
      slot = (slot + 1) & mask;
    }
    return slot;
  }

  #grow(): void {
    this.first = grown(this.first);
    this.second = grown(this.second);
    this.records = grown(this.records);
    this.value = grown(this.value);
    this.netKg = grown(this.netKg);
    this.#slots = new Uint32Array(2 * this.first.length);
    for (let row = 0; row < this.size; row++)
      this.#slots[this.#slotOf(this.first[row]!, this.second[row]!)] = row + 1;
  }
}

function grown(column: Float64Array<ArrayBuffer>): Float64Array<ArrayBuffer> {
  const larger = new Float64Array(2 * column.length);
  larger.set(column);
  return larger;
}

/** A whole number of 32 bits, all of which hang on all of the key's: the mixing of MurmurHash3. */
function hashOf(first: number, second: number): number {
  let hash = mixed(0, first);
  hash = mixed(hash, first / 4_294_967_296);
  hash = mixed(hash, second);
  hash = mixed(hash, second / 4_294_967_296);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}

function mixed(hash: number, word: number): number {
  const scrambled = Math.imul(word, 0xcc9e2d51);
  const turned = Math.imul((scrambled << 15) | (scrambled >>> 17), 0x1b873593);
  const mixedIn = hash ^ turned;
  return Math.imul((mixedIn << 13) | (mixedIn >>> 19), 5) + 0xe6546b64;
}
