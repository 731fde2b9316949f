import type { Derivation, SummedMeasure } from '../../protocol/measures.js';
import { SUM_SIZE, addSum } from './exact-sum.js';
import { UNKNOWN, isEmpty, writeReal, type CellKind, type RowFlow, type RowSums } from './row-sums.js';
import type { SumFigures } from './sum-figures.js';

/**
 * What a row's measures are derived from besides its own sums; undefined where there is nothing to compare with, or the
 * series begins after it. Sums are others by the next row.
 */
export interface Bases {
  readonly yearBefore: RowSums | undefined;
  readonly periodBefore: RowSums | undefined;
  readonly yearToDate: RowSums | undefined;
  readonly yearToDateBefore: RowSums | undefined;
  readonly twelveMonths: RowSums | undefined;
  /** All groups of the view's filter in the bucket. */
  readonly whole: RowSums | undefined;
  readonly wholeYearBefore: RowSums | undefined;
  /** Time of the bucket that has passed. */
  readonly elapsedMs: number | undefined;
  /** Length of the calendar year in which the bucket begins. */
  readonly yearMs: number;
  /** Σ (f_i / F)² over all groups of the bucket; null where the whole is 0 or unknown. */
  concentration(of: SummedMeasure, flow: RowFlow): number | null;
}

/** Computes what is derived from a sum; protocol/measure-formulas.ts has the formulas. A ratio is a ratio of sums. */
export class DerivedCells {
  readonly #figures: SumFigures;
  readonly #difference = new Float64Array(SUM_SIZE);
  readonly #subtrahend = new Float64Array(SUM_SIZE);

  constructor(figures: SumFigures) {
    this.#figures = figures;
  }

  /** Writes a whole sum, exact, or a double. */
  read(
    derivation: Derivation,
    of: SummedMeasure,
    flow: RowFlow,
    row: RowSums,
    bases: Bases,
    out: Float64Array,
  ): CellKind {
    if (derivation === 'YearToDate') return this.#readSum(of, flow, bases.yearToDate, out);
    if (derivation === 'Rolling12Months') return this.#readSum(of, flow, bases.twelveMonths, out);
    return writeReal(this.#real(derivation, of, flow, row, bases), out);
  }

  #readSum(of: SummedMeasure, flow: RowFlow, row: RowSums | undefined, out: Float64Array): CellKind {
    return isMissing(row, flow) ? UNKNOWN : this.#figures.read(of, flow, row!, out);
  }

  #real(
    derivation: Exclude<Derivation, 'YearToDate' | 'Rolling12Months'>,
    of: SummedMeasure,
    flow: RowFlow,
    row: RowSums,
    bases: Bases,
  ): number | null {
    const figure = (sums: RowSums | undefined): number | null =>
      isMissing(sums, flow) ? null : this.#figures.figure(of, flow, sums!);
    switch (derivation) {
      case 'YearOnYear':
        return growth(figure(row), figure(bases.yearBefore));
      case 'PeriodOnPeriod':
        return growth(figure(row), figure(bases.periodBefore));
      case 'YearToDateYearOnYear':
        return growth(figure(bases.yearToDate), figure(bases.yearToDateBefore));
      case 'Annualised':
        return annualised(figure(row), bases);
      case 'Share':
        return share(figure(row), figure(bases.whole));
      case 'ShareChange':
        return this.#shareChange(of, flow, row, bases);
      case 'Contribution':
        return this.#contribution(of, flow, row, bases);
      case 'Concentration':
        return bases.concentration(of, flow);
    }
  }

  /** In percentage points. A group that had no record a year before had no share of what there was. */
  #shareChange(of: SummedMeasure, flow: RowFlow, row: RowSums, bases: Bases): number | null {
    const { whole, wholeYearBefore, yearBefore } = bases;
    if (whole === undefined || wholeYearBefore === undefined) return null;
    const figure = (sums: RowSums): number | null => this.#figures.figure(of, flow, sums);
    const now = share(figure(row), figure(whole));
    const before = share(isMissing(yearBefore, flow) ? 0 : figure(yearBefore!), figure(wholeYearBefore));
    return now === null || before === null ? null : 100 * (now - before);
  }

  /** Percentage points of the growth of the whole that are a group's; one without a record a year before added all it has. */
  #contribution(of: SummedMeasure, flow: RowFlow, row: RowSums, bases: Bases): number | null {
    const { wholeYearBefore, yearBefore } = bases;
    const base = wholeYearBefore === undefined ? null : this.#figures.figure(of, flow, wholeYearBefore);
    if (base === null || base === 0) return null;
    if (this.#figures.read(of, flow, row, this.#difference) === UNKNOWN) return null;
    if (!isMissing(yearBefore, flow)) {
      if (this.#figures.read(of, flow, yearBefore!, this.#subtrahend) === UNKNOWN) return null;
      addSum(this.#difference, 0, this.#subtrahend, 0, -1);
    }
    return (100 * this.#figures.number(of, this.#difference, 0)) / base;
  }
}

/** Whether there is no such row, or nothing of the flow in it. */
function isMissing(row: RowSums | undefined, flow: RowFlow): boolean {
  return row === undefined || isEmpty(row, flow);
}

/** f_t / f_base − 1; blank where the base is not positive. */
function growth(now: number | null, before: number | null): number | null {
  return now === null || before === null || before <= 0 ? null : now / before - 1;
}

function share(part: number | null, whole: number | null): number | null {
  return part === null || whole === null || whole === 0 ? null : part / whole;
}

/** At the pace of the bucket so far; a whole year is what it is. */
function annualised(figure: number | null, { elapsedMs, yearMs }: Bases): number | null {
  if (figure === null || elapsedMs === undefined || elapsedMs <= 0) return null;
  return figure * (yearMs / elapsedMs);
}
