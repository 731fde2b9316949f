import { bucketsBetween } from '../../protocol/buckets.js';
import type { AlertDimension, AlertMeasure } from '../../protocol/alerts.js';
import type { Flow, Grouping } from '../../protocol/dimensions.js';
import { utcOffsetMs } from '../../protocol/timeline-info.js';
import { parseView } from '../../protocol/view.js';
import type { Timeline } from '../timelines/timeline.js';
import type { JudgedUnits } from './judged-units.js';

/** What is watched: a whole flow, or one group of it. */
export interface Series {
  readonly dimension: 'flow' | AlertDimension;
  readonly code: string;
  readonly flow: Flow;
}

/** Units that are asked for at once: the simulation keeps so many days at hand, for one dimension after the other. */
const UNITS_AT_ONCE = 10;

/** Ten years of days, of some hundred series: 20 MB. */
const UNITS_KEPT = 3_660;

const GROUPINGS: Readonly<Record<Series['dimension'], Grouping | undefined>> = {
  flow: undefined,
  partner: 'partner',
  commodity: 'commodity:2',
  port: 'port',
};

/** What every series of a timeline came to in each closed unit, asked of it once and kept. */
export class UnitValues {
  readonly series: Series[] = [];
  readonly #timeline: Timeline;
  readonly #units: JudgedUnits;
  readonly #measure: AlertMeasure;
  readonly #dimensions: readonly Series['dimension'][];
  /** Of each series, the number of its whole flow. */
  readonly #wholes: number[] = [];
  readonly #numbers = new Map<string, number>();
  readonly #values = new Map<number, Float64Array>();

  constructor(
    timeline: Timeline,
    units: JudgedUnits,
    measure: AlertMeasure,
    dimensions: readonly AlertDimension[],
  ) {
    this.#timeline = timeline;
    this.#units = units;
    this.#measure = measure;
    this.#dimensions = ['flow', ...dimensions];
  }

  /** NaN where it is unknown, and where the whole flow has no records: then they are missing, not nought. */
  valueOf(series: number, index: number): number {
    const values = this.#values.get(index);
    if (values === undefined) return NaN;
    const whole = values[this.#wholes[series]!] ?? 0;
    return whole > 0 ? (values[series] ?? 0) : NaN;
  }

  /** Has the units from `from` up to, not including, `to`; those that it has already are not asked for. */
  async load(from: number, to: number): Promise<void> {
    for (let index = from; index < to; index++) {
      if (this.#values.has(index)) continue;
      let end = index + 1;
      while (end < Math.min(to, index + UNITS_AT_ONCE) && !this.#values.has(end)) end++;
      await this.#ask(index, end);
      index = end - 1;
    }
    for (const index of this.#values.keys())
      if (this.#values.size > UNITS_KEPT && (index < from || index >= to)) this.#values.delete(index);
  }

  /** Asks again for the units from `from` up to, not including, `to`, as far as they are known; whether any are others now. */
  async reload(from: number, to: number): Promise<boolean> {
    const before = new Map<number, Float64Array>();
    for (let index = from; index < to; index++) {
      const values = this.#values.get(index);
      if (values !== undefined) before.set(index, values);
      this.#values.delete(index);
    }
    await this.load(from, to);
    return [...before].some(([index, values]) => !isSame(values, this.#values.get(index)!));
  }

  async #ask(from: number, to: number): Promise<void> {
    const found = new Map<number, number[]>();
    for (let index = from; index < to; index++) found.set(index, []);
    for (const dimension of this.#dimensions) await this.#askFor(dimension, from, to, found);
    for (const [index, values] of found)
      this.#values.set(
        index,
        Float64Array.from(values, (value) => value ?? 0),
      );
  }

  async #askFor(
    dimension: Series['dimension'],
    from: number,
    to: number,
    found: ReadonlyMap<number, number[]>,
  ): Promise<void> {
    const { bucket } = this.#units;
    const [start, end] = [this.#units.startOf(from), this.#units.startOf(to)];
    const grouping = GROUPINGS[dimension];
    const view = parseView({
      timeline: this.#timeline.name,
      measures: [this.#measure],
      by: grouping === undefined ? ['flow'] : ['flow', grouping],
      bucket,
      last: bucketsBetween(bucket, start, end, utcOffsetMs(this.#timeline.info().utcOffset)),
    });
    const { rows } = await this.#timeline.query(view, end);
    for (const row of rows) {
      const code = row[grouping === undefined ? 1 : 2];
      const value = row.at(-1);
      const values = found.get(this.#units.indexOf(Number(row[0])));
      if (code === null || values === undefined) continue;
      const series = this.#numberOf({ dimension, code: String(code), flow: row[1] as Flow });
      values[series] = (values[series] ?? 0) + (value === null ? NaN : Number(value));
    }
  }

  #numberOf(series: Series): number {
    const key = keyOf(series);
    let number = this.#numbers.get(key);
    if (number === undefined) {
      number = this.series.push(series) - 1;
      this.#numbers.set(key, number);
      // Flows are asked for first.
      const { flow } = series;
      this.#wholes.push(this.#numbers.get(keyOf({ dimension: 'flow', code: flow, flow }))!);
    }
    return number;
  }
}

function keyOf({ dimension, code, flow }: Series): string {
  return `${dimension} ${code} ${flow}`;
}

/** A series that is in one of them only had nothing in the other. */
function isSame(a: Float64Array, b: Float64Array): boolean {
  for (let i = 0; i < Math.max(a.length, b.length); i++) if (!Object.is(a[i] ?? 0, b[i] ?? 0)) return false;
  return true;
}
