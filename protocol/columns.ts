import { powerOfTwo, type BitReader } from './bit-reader.js';
import { bitLength, type BitWriter } from './bit-writer.js';
import { ChangeCode } from './change-code.js';
import { SUM_RADIX, sumToDouble } from './whole-sum.js';

/**
 * One measure over the rows of a view's update, in bits. A cell is by how many bits it is longer or shorter than the one
 * before, then its bits below the highest one; of doubles it is by how much the exponent is larger or smaller, then the 52
 * bits of mantissa. Cells of a column are mostly about as long as each other, so that this takes two or three bits.
 *
 *     column  special:1 [nulls:1 signs:1] length of the first:6|13 (doubles: 11) cell …
 *     cell    [null:1] [change, but of the first] [sign:1] low bits
 */
const LENGTH_BITS = 6;
/** A length of 6 bits that says that the length is in the next 7. */
const LONG = 63;
const LONG_BITS = 7;

/** Bits of the longest sum there is: 2^53 · 2^50. */
const MOST_BITS = 103;

/** Bits that lo holds once it is between 0 and 2^50. */
const LO_BITS = 50;

/** Of a double (IEEE 754, binary64). */
const EXPONENT_BITS = 11;
const NOT_FINITE = 2_047;

const NULL = 0;
const PLUS = 1;
const MINUS = 2;

const scratch = new DataView(new ArrayBuffer(8));

/** Collects the cells of one column, to be written at once; its memory is used again. */
export class ColumnWriter {
  #isReal = false;
  #size = 0;
  #signs = new Uint8Array(16);
  /** Bits of a whole number, exponent of a double. */
  #lengths = new Uint16Array(16);
  /** Magnitude: lo and hi of a whole number, the low 32 and high 20 bits of a mantissa. */
  #lo = new Float64Array(16);
  #hi = new Float64Array(16);
  /** Of the first cell that is not null. */
  #first = 0;
  #nulls = 0;
  #negatives = 0;

  /** Begins a column of doubles or of whole numbers. */
  begin(isReal: boolean): void {
    this.#isReal = isReal;
    this.#size = 0;
    this.#first = 0;
    this.#nulls = 0;
    this.#negatives = 0;
  }

  pushNull(): void {
    this.#nulls++;
    this.#push(NULL, 0, 0, 0);
  }

  /** A whole number, hi · 2^50 + lo. */
  pushWhole(lo: number, hi: number): void {
    const isNegative = hi * SUM_RADIX + lo < 0;
    let low = isNegative ? -lo : lo;
    let high = isNegative ? -hi : hi;
    if (high !== 0 || low >= SUM_RADIX) {
      const carry = Math.floor(low / SUM_RADIX);
      low -= carry * SUM_RADIX;
      high += carry;
    }
    const length = high > 0 ? LO_BITS + bitLength(high) : bitLength(low);
    this.#push(isNegative ? MINUS : PLUS, length, low, high);
  }

  /** A finite double; −0 counts as 0. */
  pushReal(value: number): void {
    scratch.setFloat64(0, Math.abs(value));
    const high = scratch.getUint32(0);
    this.#push(value < 0 ? MINUS : PLUS, high >>> 20, scratch.getUint32(4), high & 0xfffff);
  }

  #push(sign: number, length: number, lo: number, hi: number): void {
    if (this.#size === this.#signs.length) this.#grow();
    const index = this.#size++;
    this.#signs[index] = sign;
    this.#lengths[index] = length;
    this.#lo[index] = lo;
    this.#hi[index] = hi;
    if (sign === MINUS) this.#negatives++;
    if (sign !== NULL && index === this.#nulls) this.#first = length;
  }

  writeTo(bits: BitWriter): void {
    this.#writeHead(bits);
    const changes = new ChangeCode();
    let before = -1;
    for (let index = 0; index < this.#size; index++) {
      const sign = this.#signs[index]!;
      if (this.#nulls > 0) bits.bit(sign === NULL);
      if (sign === NULL) continue;
      const length = this.#lengths[index]!;
      // The first is in the head.
      if (before >= 0) changes.write(bits, length - before);
      before = length;
      if (this.#negatives > 0) bits.bit(sign === MINUS);
      if (this.#isReal) this.#writeMantissa(bits, index);
      else this.#writeLow(bits, index);
    }
  }

  #writeHead(bits: BitWriter): void {
    const isSpecial = this.#nulls + this.#negatives > 0;
    bits.bit(isSpecial);
    if (isSpecial) {
      bits.bit(this.#nulls > 0);
      bits.bit(this.#negatives > 0);
    }
    if (this.#isReal) bits.bits(this.#first, EXPONENT_BITS);
    else {
      bits.bits(Math.min(this.#first, LONG), LENGTH_BITS);
      if (this.#first >= LONG) bits.bits(this.#first, LONG_BITS);
    }
  }

  #writeMantissa(bits: BitWriter, index: number): void {
    bits.wide(this.#lo[index]!, 32);
    bits.bits(this.#hi[index]!, 20);
  }

  #writeLow(bits: BitWriter, index: number): void {
    const length = this.#lengths[index]!;
    if (length === 0) return;
    const lo = this.#lo[index]!;
    const hi = this.#hi[index]!;
    if (hi === 0) return bits.wide(lo, length - 1);
    bits.wide(lo, LO_BITS);
    bits.wide(hi, length - LO_BITS - 1);
  }

  #grow(): void {
    const capacity = 2 * this.#size;
    this.#signs = grown(this.#signs, new Uint8Array(capacity));
    this.#lengths = grown(this.#lengths, new Uint16Array(capacity));
    this.#lo = grown(this.#lo, new Float64Array(capacity));
    this.#hi = grown(this.#hi, new Float64Array(capacity));
  }
}

/**
 * Reads a column of `size` cells.
 * @param decimals places that its whole numbers have; null: it holds doubles
 * @returns the double nearest to each cell, NaN where it is null
 * @throws ProblemError where the bits can't be that
 */
export function readColumn(bits: BitReader, size: number, decimals: number | null): Float64Array {
  // A cell but the first is a bit at least: what the bits can't hold is not made room for.
  if (size > bits.left + 1) bits.fail(`${size} cells`, `${bits.left} bits`);
  const isReal = decimals === null;
  const isSpecial = bits.bit();
  const hasNulls = isSpecial && bits.bit();
  const hasSigns = isSpecial && bits.bit();
  const longest = isReal ? NOT_FINITE - 1 : MOST_BITS;
  const changes = new ChangeCode();
  const cells = new Float64Array(size);
  let length = readLength(bits, isReal);
  let isFirst = true;
  for (let index = 0; index < size; index++) {
    if (hasNulls && bits.bit()) {
      cells[index] = Number.NaN;
      continue;
    }
    if (!isFirst) length += changes.read(bits);
    isFirst = false;
    if (length < 0 || length > longest) bits.fail(`a length from 0 to ${longest}`, `${length}`);
    const isNegative = hasSigns && bits.bit();
    const cell = isReal ? readReal(bits, length) : readWhole(bits, length, decimals);
    cells[index] = isNegative ? -cell : cell;
  }
  return cells;
}

function readLength(bits: BitReader, isReal: boolean): number {
  if (isReal) return bits.bits(EXPONENT_BITS);
  const length = bits.bits(LENGTH_BITS);
  return length === LONG ? bits.bits(LONG_BITS) : length;
}

function readReal(bits: BitReader, exponent: number): number {
  scratch.setUint32(4, bits.wide(32));
  scratch.setUint32(0, exponent * 2 ** 20 + bits.bits(20));
  return scratch.getFloat64(0);
}

function readWhole(bits: BitReader, length: number, decimals: number): number {
  if (length === 0) return 0;
  if (length <= LO_BITS) return sumToDouble(powerOfTwo(length - 1) + bits.wide(length - 1), 0, decimals);
  const lo = bits.wide(LO_BITS);
  const hi = powerOfTwo(length - LO_BITS - 1) + bits.wide(length - LO_BITS - 1);
  return sumToDouble(lo, hi, decimals);
}

function grown<T extends Uint8Array | Uint16Array | Float64Array>(from: T, into: T): T {
  into.set(from);
  return into;
}
