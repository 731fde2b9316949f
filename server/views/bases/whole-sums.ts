import type { SummedMeasure } from '../../../protocol/measures.js';
import { ROW_SIZE, addRow, type BucketRows } from '../bucket-rows.js';
import type { RowSums } from '../row-sums.js';

type Flow = 0 | 1 | undefined;

/** A figure of a row, in the unit that it is sent in; null where it is unknown. */
export type FigureOf = (of: SummedMeasure, flow: Flow, row: RowSums) => number | null;

/** What all groups of a bucket come to together, each asked for once however many rows are computed from it. */
export class WholeSums {
  readonly #figure: FigureOf;
  readonly #sums = new Float64Array(ROW_SIZE);
  readonly #concentrations = new Map<string, number | null>();
  #bucket: BucketRows | undefined;
  #isSummed = false;

  constructor(figure: FigureOf) {
    this.#figure = figure;
  }

  /** Turns to a bucket, or to the same one again once it may have changed. */
  moveTo(bucket: BucketRows | undefined): void {
    this.#bucket = bucket;
    this.#isSummed = false;
    this.#concentrations.clear();
  }

  /** Sums of all groups; undefined where the bucket has no record. */
  get row(): RowSums | undefined {
    if (this.#bucket === undefined) return undefined;
    if (!this.#isSummed) this.#sumUp(this.#bucket);
    return { sums: this.#sums, offset: 0 };
  }

  /** Σ (f_i / F)² over all groups (Herfindahl–Hirschman index); null where the whole is 0 or unknown. */
  concentration(of: SummedMeasure, flow: Flow): number | null {
    const key = `${of} ${flow}`;
    let known = this.#concentrations.get(key);
    if (known === undefined) {
      known = this.#concentrate(of, flow);
      this.#concentrations.set(key, known);
    }
    return known;
  }

  #sumUp(bucket: BucketRows): void {
    this.#sums.fill(0);
    for (let slot = 0; slot < bucket.slots; slot++)
      if (bucket.seqAt(slot) > 0) addRow(this.#sums, 0, bucket.sums, slot * ROW_SIZE);
    this.#isSummed = true;
  }

  #concentrate(of: SummedMeasure, flow: Flow): number | null {
    const [bucket, row] = [this.#bucket, this.row];
    const whole = row === undefined ? null : this.#figure(of, flow, row);
    if (bucket === undefined || whole === null || whole === 0) return null;
    let sum = 0;
    for (let slot = 0; slot < bucket.slots; slot++) {
      if (bucket.seqAt(slot) === 0) continue;
      const figure = this.#figure(of, flow, { sums: bucket.sums, offset: slot * ROW_SIZE });
      const share = (figure ?? 0) / whole;
      sum += share * share;
    }
    return sum;
  }
}
