import type { Dimension } from '../../protocol/dimensions.js';
import type { View } from '../../protocol/view.js';
import {
  EXPORT,
  IMPORT,
  type CodedDimension,
  type Dictionaries,
  type RecordBatch,
} from '../records/record-batch.js';

/** Reused for every batch: nothing else runs between its writing and its reading. */
let selected = new Uint32Array(0);

/** Decides which rows of a batch a view counts. */
export class RowFilter {
  readonly #flows: readonly [boolean, boolean];
  readonly #masks: CodeMask[];

  constructor(where: View['where'], dictionaries: Dictionaries) {
    const flows = where.flow;
    this.#flows = [flows?.includes('import') ?? true, flows?.includes('export') ?? true];
    this.#masks = codedDimensions(where).map(
      (dimension) => new CodeMask(dimension, where[dimension]!, dictionaries),
    );
  }

  /** Dimensions other than flow that it goes by. */
  get dimensions(): CodedDimension[] {
    return this.#masks.map(({ dimension }) => dimension);
  }

  /**
   * Indices of the rows from `from` up to `to` that are counted, ascending, until the next batch is asked about; undefined
   * where all of them are.
   */
  select(batch: RecordBatch, from: number, to: number): Uint32Array | undefined {
    const isOpen = this.#flows[IMPORT] && this.#flows[EXPORT];
    if (isOpen && this.#masks.length === 0) return undefined;
    if (selected.length < to - from) selected = new Uint32Array(2 * (to - from));
    const [first, ...others] = this.#masks;
    let count = first === undefined ? selectAll(from, to) : first.select(batch, from, to);
    for (const mask of others) count = mask.narrow(batch, count);
    if (!isOpen) count = this.#narrowFlow(batch.flow, count);
    return selected.subarray(0, count);
  }

  #narrowFlow(flow: Uint8Array, count: number): number {
    let kept = 0;
    for (let index = 0; index < count; index++) {
      const row = selected[index]!;
      if (this.#flows[flow[row]!]) selected[kept++] = row;
    }
    return kept;
  }
}

function selectAll(from: number, to: number): number {
  for (let row = from; row < to; row++) selected[row - from] = row;
  return to - from;
}

function codedDimensions(where: View['where']): CodedDimension[] {
  const dimensions = Object.keys(where) as Dimension[];
  return dimensions.filter((dimension): dimension is CodedDimension => dimension !== 'flow');
}

/** Which codes of one dimension are wanted; a new code is looked at once, when it first comes. */
class CodeMask {
  readonly dimension: CodedDimension;
  readonly #wanted: readonly string[];
  readonly #dictionaries: Dictionaries;
  #mask = new Uint8Array(0);

  constructor(dimension: CodedDimension, wanted: readonly string[], dictionaries: Dictionaries) {
    this.dimension = dimension;
    this.#wanted = wanted;
    this.#dictionaries = dictionaries;
  }

  /** Selects the rows from `from` up to `to` with a wanted code; returns how many there are. */
  select(batch: RecordBatch, from: number, to: number): number {
    const mask = this.#extended();
    const codes = batch[this.dimension];
    let count = 0;
    for (let row = from; row < to; row++) {
      // Written always and counted where wanted: no branch to guess wrong.
      selected[count] = row;
      count += mask[codes[row]!]!;
    }
    return count;
  }

  /** Keeps those of the `count` selected rows with a wanted code; returns how many there are. */
  narrow(batch: RecordBatch, count: number): number {
    const mask = this.#extended();
    const codes = batch[this.dimension];
    let kept = 0;
    for (let index = 0; index < count; index++) {
      const row = selected[index]!;
      selected[kept] = row;
      kept += mask[codes[row]!]!;
    }
    return kept;
  }

  #extended(): Uint8Array {
    const dictionary = this.#dictionaries[this.dimension];
    if (this.#mask.length === dictionary.size) return this.#mask;
    const mask = new Uint8Array(dictionary.size);
    mask.set(this.#mask);
    for (let index = this.#mask.length; index < mask.length; index++)
      mask[index] = isWanted(this.dimension, dictionary.code(index), this.#wanted) ? 1 : 0;
    this.#mask = mask;
    return mask;
  }
}

/** Whether a code is asked for: HS codes match by prefix, all others as a whole. */
export function isWanted(dimension: CodedDimension, code: string | null, wanted: readonly string[]): boolean {
  if (code === null) return false;
  if (dimension === 'commodity') return wanted.some((prefix) => code.startsWith(prefix));
  return wanted.includes(code);
}
