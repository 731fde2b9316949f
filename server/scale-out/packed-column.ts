import { refuseMessage } from './message-problem.js';

/** Forms of a column, the narrowest first; a message has the number. Bytes are in the order of all machines in use, little first. */
const FORMS = [
  Int8Array,
  Uint8Array,
  Int16Array,
  Uint16Array,
  Int32Array,
  Uint32Array,
  Float64Array,
] as const;

const RANGES = FORMS.slice(0, -1).map((Form) => rangeOf(Form.BYTES_PER_ELEMENT, Form.name.startsWith('U')));

function rangeOf(bytes: number, isUnsigned: boolean): readonly [low: number, high: number] {
  const size = 2 ** (8 * bytes);
  return isUnsigned ? [0, size - 1] : [-size / 2, size / 2 - 1];
}

/** Whole numbers in the narrowest form that holds them all, its number before them. */
export function packColumn(numbers: Float64Array | Uint16Array | Uint8Array): Uint8Array {
  let [low, high] = [0, 0];
  for (let row = 0; row < numbers.length; row++) {
    const number = numbers[row]!;
    if (number < low) low = number;
    if (number > high) high = number;
  }
  const narrow = RANGES.findIndex(([lowest, highest]) => low >= lowest && high <= highest);
  const form = narrow < 0 ? FORMS.length - 1 : narrow;
  // Not one by one: what writes into seven kinds of arrays is never compiled for any.
  const column = new FORMS[form]!(numbers);
  const bytes = new Uint8Array(1 + column.byteLength);
  bytes[0] = form;
  bytes.set(new Uint8Array(column.buffer), 1);
  return bytes;
}

/** Reads columns one after the other. */
export class ColumnReader {
  readonly #bytes: Uint8Array;
  #at: number;

  constructor(bytes: Uint8Array, at: number) {
    this.#bytes = bytes;
    this.#at = at;
  }

  /**
   * Reads the next column into `to`, as many numbers as that holds.
   * @param low smallest number that is allowed, and `high` the largest
   * @throws ProblemError `bad-message` naming the column
   */
  read(name: string, to: Float64Array | Uint16Array | Uint8Array, low: number, high: number): void {
    const column = this.#next(name, to.length);
    for (let row = 0; row < column.length; row++) {
      const number = column[row]!;
      if (!(number >= low && number <= high) || number !== Math.trunc(number))
        refuseMessage(name, `row ${row}: expected a whole number from ${low} to ${high}, got ${number}`);
    }
    to.set(column);
  }

  /** @throws ProblemError where there is more */
  end(): void {
    const left = this.#bytes.length - this.#at;
    if (left !== 0) refuseMessage('message', `expected the end at byte ${this.#at}, got ${left} more`);
  }

  #next(name: string, length: number): InstanceType<(typeof FORMS)[number]> {
    const form =
      this.#bytes[this.#at] ?? refuseMessage(name, `missing; the message ends at byte ${this.#at}`);
    const Form =
      FORMS[form] ?? refuseMessage(name, `expected a form of 0 to ${FORMS.length - 1}, got ${form}`);
    const from = this.#at + 1;
    const end = from + length * Form.BYTES_PER_ELEMENT;
    if (end > this.#bytes.length)
      refuseMessage(name, `expected ${length} numbers up to byte ${end}, got ${this.#bytes.length} bytes`);
    this.#at = end;
    // Copied, so that it begins where its form may; what a Buffer cuts out is no copy.
    return new Form(new Uint8Array(this.#bytes.subarray(from, end)).buffer);
  }
}
