import type { BitReader } from './bit-reader.js';
import type { BitWriter } from './bit-writer.js';

/** A change of exponents of doubles, from the least to the largest, is below this once it counts as 0, −1, 1, −2 and so on. */
const MOST = 4_096;

/**
 * Changes between whole numbers that follow each other, in few bits where they are as small as those before: a Rice code,
 * whose parameter follows the mean so far as in JPEG-LS (ITU-T T.87, A.5.1), so that nobody need choose and tell it. As many
 * low bits as the mean has, before them what is above those in unary.
 */
export class ChangeCode {
  /** The changes so far, as if there had been two of together 3. */
  #sum = 3;
  #count = 2;

  write(bits: BitWriter, change: number): void {
    const low = this.#lowBits();
    const size = change < 0 ? -2 * change - 1 : 2 * change;
    bits.unary(size >> low);
    bits.bits(size & ((1 << low) - 1), low);
    this.#note(size);
  }

  read(bits: BitReader): number {
    const low = this.#lowBits();
    const size = (bits.unary(MOST >> low) << low) + bits.bits(low);
    this.#note(size);
    return size % 2 === 0 ? size / 2 : -(size + 1) / 2;
  }

  /** The least k with count · 2^k ≥ sum. */
  #lowBits(): number {
    let low = 0;
    for (let total = this.#count; total < this.#sum; total *= 2) low++;
    return low;
  }

  #note(size: number): void {
    this.#sum += size;
    this.#count++;
  }
}
