/** Index of what is not in the table. */
export const UNKNOWN = -1;

/** Texts are known by their bytes, so that a code that came before is found without making a string of it. */
export class ByteCodes {
  readonly #limit: number;
  #slots = new Int32Array(1_024).fill(UNKNOWN);
  #starts: number[] = [];
  #lengths: number[] = [];
  #values: number[] = [];
  #bytes = new Uint8Array(4_096);
  #used = 0;

  /** @param limit texts that are kept; what is sent may be made up, and must not fill the memory */
  constructor(limit: number) {
    this.#limit = limit;
  }

  /** The value kept for these bytes, or UNKNOWN. */
  find(bytes: Uint8Array, start: number, end: number): number {
    const mask = this.#slots.length - 1;
    let slot = hashOf(bytes, start, end) & mask;
    for (;;) {
      const entry = this.#slots[slot]!;
      if (entry === UNKNOWN) return UNKNOWN;
      if (this.#isSame(entry, bytes, start, end)) return this.#values[entry]!;
      slot = (slot + 1) & mask;
    }
  }

  /** Keeps a value, 0 or more, for bytes that are not in the table; over the limit, it forgets them all and starts anew. */
  add(bytes: Uint8Array, start: number, end: number, value: number): void {
    if (this.#values.length >= this.#limit) this.#clear();
    const length = end - start;
    while (this.#used + length > this.#bytes.length) this.#growBytes();
    this.#bytes.set(bytes.subarray(start, end), this.#used);
    this.#starts.push(this.#used);
    this.#lengths.push(length);
    this.#used += length;
    this.#place(this.#values.push(value) - 1);
    if (this.#values.length * 2 > this.#slots.length) this.#growSlots();
  }

  #isSame(entry: number, bytes: Uint8Array, start: number, end: number): boolean {
    const length = end - start;
    if (this.#lengths[entry] !== length) return false;
    const at = this.#starts[entry]!;
    for (let i = 0; i < length; i++) if (this.#bytes[at + i] !== bytes[start + i]) return false;
    return true;
  }

  #place(entry: number): void {
    const start = this.#starts[entry]!;
    const mask = this.#slots.length - 1;
    let slot = hashOf(this.#bytes, start, start + this.#lengths[entry]!) & mask;
    while (this.#slots[slot] !== UNKNOWN) slot = (slot + 1) & mask;
    this.#slots[slot] = entry;
  }

  #growSlots(): void {
    this.#slots = new Int32Array(this.#slots.length * 2).fill(UNKNOWN);
    for (let entry = 0; entry < this.#values.length; entry++) this.#place(entry);
  }

  #growBytes(): void {
    const bytes = new Uint8Array(this.#bytes.length * 2);
    bytes.set(this.#bytes);
    this.#bytes = bytes;
  }

  #clear(): void {
    this.#slots.fill(UNKNOWN);
    this.#starts = [];
    this.#lengths = [];
    this.#values = [];
    this.#used = 0;
  }
}

/** FNV-1a. */
function hashOf(bytes: Uint8Array, start: number, end: number): number {
  let hash = 0x811c9dc5;
  for (let at = start; at < end; at++) hash = Math.imul(hash ^ bytes[at]!, 0x01000193);
  return (hash ^ (hash >>> 15)) >>> 0;
}
