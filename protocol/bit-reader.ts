import { ProblemError } from './errors.js';

/** Longest run of ones that means a number: no double has more bits. */
const MOST_LOW_BITS = 52;

/** Bytes that are read at most: in bits, their number has to fit the 32 bits that the machine counts in. */
const MOST_BYTES = 2 ** 27;

/** ASCII is turned into a string in pieces, for a call takes only so many arguments. */
const PIECE = 4_096;

/**
 * Reads what BitWriter writes, of bytes that may hold anything: each read is checked, takes no more memory than the bytes
 * do, and throws a ProblemError `bad-message` that says where and why.
 */
export class BitReader {
  readonly #bytes: Uint8Array;
  /** Bits read so far. */
  #at = 0;
  readonly #end: number;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
    this.#end = bytes.length * 8;
    if (bytes.length > MOST_BYTES) this.fail(`at most ${MOST_BYTES} bytes`, `${bytes.length}`);
  }

  /** Bits that are left. */
  get left(): number {
    return this.#end - this.#at;
  }

  bit(): boolean {
    return this.bits(1) === 1;
  }

  /** A whole number of 0 to 24 bits. */
  bits(count: number): number {
    if (count > this.left) this.fail(`${count} more bits`, `${this.left}`);
    const first = this.#at >>> 3;
    const bytes = this.#bytes;
    const word =
      bytes[first]! | (bytes[first + 1]! << 8) | (bytes[first + 2]! << 16) | (bytes[first + 3]! << 24);
    const value = (word >>> (this.#at & 7)) & ((1 << count) - 1);
    this.#at += count;
    return value;
  }

  /** A whole number of 0 to 53 bits. */
  wide(count: number): number {
    if (count <= 24) return this.bits(count);
    const low = this.bits(24);
    return low + this.wide(count - 24) * 2 ** 24;
  }

  /** Ones up to a zero, at most `most`. */
  unary(most: number): number {
    let count = 0;
    while (this.bit()) if (++count > most) this.fail(`at most ${most} ones`, 'more');
    return count;
  }

  /** From 1 to 2^53 − 1. */
  gamma(): number {
    const low = this.unary(MOST_LOW_BITS);
    return powerOfTwo(low) + this.wide(low);
  }

  signedGamma(): number {
    return unzigzag(this.gamma() - 1);
  }

  /** From 0 to 2^53 − 1. */
  varint(): number {
    let value = 0;
    let scale = 1;
    for (;;) {
      const byte = this.bits(8);
      value += (byte & 127) * scale;
      if (value > Number.MAX_SAFE_INTEGER) this.fail('a whole number below 2^53', 'a larger one');
      if (byte < 128) return value;
      scale *= 128;
    }
  }

  signedVarint(): number {
    return unzigzag(this.varint());
  }

  /** JSON with the number of its characters before it. */
  json(): unknown {
    const length = this.varint();
    if (length * 8 > this.left) this.fail(`${length} more characters`, `${this.left} bits`);
    const text = asciiOf(Uint8Array.from({ length }, () => this.bits(8)));
    try {
      return JSON.parse(text);
    } catch {
      this.fail('JSON', JSON.stringify(text.slice(0, 80)));
    }
  }

  /** Only zeros may be left, to fill up the last byte. */
  end(): void {
    if (this.left >= 8 || this.bits(this.left) !== 0) this.fail('the end', 'more');
  }

  /** @throws ProblemError saying where in the bytes something else was expected than found */
  fail(expected: string, found: string): never {
    const message = `byte ${this.#at >>> 3}: expected ${expected}, got ${found}`;
    throw new ProblemError({ code: 'bad-message', message });
  }
}

/** Powers that are looked up: V8 takes ten times as long to raise one. */
const POWERS_OF_TWO = Float64Array.from({ length: 54 }, (_, exponent) => 2 ** exponent);

/** 2^0 to 2^53. */
export function powerOfTwo(exponent: number): number {
  return POWERS_OF_TWO[exponent]!;
}

function unzigzag(value: number): number {
  return value % 2 === 0 ? value / 2 : -(value + 1) / 2;
}

function asciiOf(bytes: Uint8Array): string {
  let text = '';
  for (let at = 0; at < bytes.length; at += PIECE)
    text += String.fromCharCode(...bytes.subarray(at, at + PIECE));
  return text;
}
