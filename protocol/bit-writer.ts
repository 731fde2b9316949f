/** Bits in memory of their own. */
export interface Bits {
  readonly bytes: Uint8Array;
  readonly count: number;
}

/** Writes numbers of any number of bits one after another, the lowest bit first, from the lowest bit of the first byte on. */
export class BitWriter {
  #bytes = new Uint8Array(1_024);
  /** Whole bytes written, and the bits that are to become the next one. */
  #length = 0;
  #pending = 0;
  #pendingBits = 0;

  /** Begins anew, in the same memory. */
  clear(): void {
    this.#length = 0;
    this.#pending = 0;
    this.#pendingBits = 0;
  }

  /** A copy of what was written, its last byte filled up with zeros. */
  copy(): Bits {
    const count = 8 * this.#length + this.#pendingBits;
    return { bytes: this.whole().slice(), count };
  }

  /** What was written, its last byte filled up with zeros, in memory that is written to again after `clear`. */
  whole(): Uint8Array {
    if (this.#pendingBits > 0) this.bits(0, 8 - this.#pendingBits);
    return this.#bytes.subarray(0, this.#length);
  }

  bit(isSet: boolean): void {
    this.bits(isSet ? 1 : 0, 1);
  }

  /** `count` bits, 0 to 24 of them, of a whole number that has no more. */
  bits(value: number, count: number): void {
    this.#pending |= value << this.#pendingBits;
    this.#pendingBits += count;
    if (this.#pendingBits >= 8) this.#flush();
  }

  /** The lowest `count` bits, 0 to 53 of them, of a whole number below 2^53. */
  wide(value: number, count: number): void {
    let rest = value;
    let left = count;
    for (; left > 24; left -= 24) {
      const high = Math.floor(rest / 2 ** 24);
      this.bits(rest - high * 2 ** 24, 24);
      rest = high;
    }
    this.bits(rest & ((1 << left) - 1), left);
  }

  /** As many ones as `value` says, then a zero. */
  unary(value: number): void {
    let left = value;
    for (; left >= 16; left -= 16) this.bits(0xffff, 16);
    this.bits((1 << left) - 1, left + 1);
  }

  /** A whole number from 1 to 2^53 − 1, small ones in few bits: how many bits follow its highest one, in unary, then those. */
  gamma(value: number): void {
    const low = bitLength(value) - 1;
    this.unary(low);
    this.wide(value, low);
  }

  /** The same for any whole number: 0, −1, 1, −2 and so on count as 1, 2, 3, 4. */
  signedGamma(value: number): void {
    this.gamma(zigzag(value) + 1);
  }

  /** A whole number from 0 to 2^53 − 1 as bytes of seven bits, the lowest first; the highest bit says that another follows. */
  varint(value: number): void {
    let rest = value;
    for (; rest >= 128; rest = Math.floor(rest / 128)) this.bits((rest % 128) | 128, 8);
    this.bits(rest, 8);
  }

  /** The same for any whole number: 0, −1, 1, −2 and so on as 0, 1, 2, 3. */
  signedVarint(value: number): void {
    this.varint(zigzag(value));
  }

  /** Bits that were written elsewhere. */
  append({ bytes, count }: Bits): void {
    const whole = count >> 3;
    this.#reserve(whole + 4);
    // Fewer than eight bits are pending before each byte and after it.
    const [target, shift] = [this.#bytes, this.#pendingBits];
    let [pending, length] = [this.#pending, this.#length];
    for (let index = 0; index < whole; index++) {
      pending |= bytes[index]! << shift;
      target[length++] = pending & 255;
      pending >>>= 8;
    }
    this.#pending = pending;
    this.#length = length;
    if (count > 8 * whole) this.bits(bytes[whole]!, count - 8 * whole);
  }

  /** JSON of a value, how many characters it has before it; ASCII alone, for JSON can say all in it. */
  json(value: unknown): void {
    const text = JSON.stringify(value).replace(/[\u0080-\uffff]/g, escaped);
    this.varint(text.length);
    for (let index = 0; index < text.length; index++) this.bits(text.charCodeAt(index), 8);
  }

  #flush(): void {
    this.#reserve(4);
    while (this.#pendingBits >= 8) {
      this.#bytes[this.#length++] = this.#pending & 255;
      this.#pending >>>= 8;
      this.#pendingBits -= 8;
    }
  }

  #reserve(count: number): void {
    if (this.#length + count <= this.#bytes.length) return;
    const grown = new Uint8Array(2 * (this.#length + count));
    grown.set(this.#bytes);
    this.#bytes = grown;
  }
}

/** Bits that a whole number from 0 to 2^53 − 1 takes; 0 takes none. */
export function bitLength(value: number): number {
  return value < 2 ** 32 ? 32 - Math.clz32(value) : 64 - Math.clz32(value / 2 ** 32);
}

function zigzag(value: number): number {
  return value < 0 ? -2 * value - 1 : 2 * value;
}

function escaped(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
}
