import { MEASURES, measureDefinition, type Derivation, type Measure } from './measures.js';

interface MeasureFormula {
  /** X exports, M imports, v value, q net weight, n number of records, t a bucket; a sum where the flow is not split is of both. */
  readonly formula: string;
  /** When the cell is null instead of a number. */
  readonly blankWhen: string;
}

/** Of those that are no sum's derivation. */
const FORMULAS: Partial<Record<Measure, MeasureFormula>> = {
  value: { formula: 'Σv', blankWhen: 'no record reports a value' },
  tonnage: { formula: 'Σq', blankWhen: 'no record reports a weight' },
  records: { formula: 'number of records', blankWhen: 'never' },
  totalTrade: {
    formula: 'X + M',
    blankWhen: 'only one flow is reported, or a flow has records and none reports a value',
  },
  balance: {
    formula: 'X − M',
    blankWhen: 'only one flow is reported, or a flow has records and none reports a value',
  },
  normalisedBalance: { formula: '(X − M) / (X + M)', blankWhen: 'X + M = 0, or a flow is unknown' },
  coverage: { formula: '100 · X / M', blankWhen: 'M = 0, or a flow is unknown' },
  unitValue: { formula: 'Σv / Σq over records that report both', blankWhen: 'Σq = 0 or unreported' },
  termsOfTrade: {
    formula: '100 · (unit value of X / that of M) / (the same a year before)',
    blankWhen: 'any of the four unit values is, or is 0; the base begins before the series; on 29 February',
  },
  tonnageRate: {
    formula: 'Σq / hours of the bucket that have passed',
    blankWhen: 'no record reports a weight; the series begins within the bucket',
  },
  weightShare: { formula: 'Σv of records with a weight / Σv', blankWhen: 'Σv = 0 or unreported' },
};

/** `f` stands for the sum that it is derived from. */
const DERIVED_FORMULAS: Record<Derivation, MeasureFormula> = {
  YearOnYear: {
    formula: 'f_t / f_(t−1 year) − 1',
    blankWhen: 'the base is ≤ 0, missing, or begins before the series; on 29 February',
  },
  PeriodOnPeriod: {
    formula: 'f_t / f_(t−1) − 1',
    blankWhen: 'the base is ≤ 0, missing, or begins before the series',
  },
  YearToDate: {
    formula: 'Σf from 1 January of the bucket’s year to the end of the bucket',
    blankWhen: 'the series begins after January of that year',
  },
  YearToDateYearOnYear: {
    formula: 'year to date / year to date a year before − 1',
    blankWhen: 'either is, or the base is ≤ 0',
  },
  Rolling12Months: {
    formula: 'Σf of the last 12 months that had closed when the bucket ended, or by now',
    blankWhen: 'the series has fewer than 12 closed months by then',
  },
  Annualised: {
    formula: 'f_t · length of the bucket’s year / time of the bucket that has passed',
    blankWhen: 'f_t is, or the series begins within the bucket',
  },
  Share: { formula: 'f_i / F', blankWhen: 'F = 0, or f_i is blank' },
  ShareChange: {
    formula: '100 · (f_it / F_t − f_i(t−1 year) / F_(t−1 year))',
    blankWhen: 'either share is, or the base is missing',
  },
  Contribution: {
    formula: '100 · (f_it − f_i(t−1 year)) / F_(t−1 year)',
    blankWhen: 'F_(t−1 year) = 0 or missing, or f_i is blank',
  },
  Concentration: { formula: 'Σ (f_i / F)² over all groups (HHI, 0 to 1)', blankWhen: 'F = 0 or unknown' },
};

const LETTERS = { value: 'v', tonnage: 'q', records: 'n' } as const;

/** What a measure is and when it is blank, for documents that people read. */
export function formulaOf(measure: Measure): MeasureFormula {
  const { of, derivation } = measureDefinition(measure);
  if (of === undefined || derivation === undefined) return FORMULAS[measure]!;
  const { formula, blankWhen } = DERIVED_FORMULAS[derivation];
  const letter = LETTERS[of];
  const named = (text: string): string =>
    text.replace(/\bf(?=_|\b)/g, letter).replace(/\bF(?=_|\b)/g, letter.toUpperCase());
  return { formula: named(formula), blankWhen: named(blankWhen) };
}

/** One line for each measure. */
export function describeMeasures(): string {
  const lines = MEASURES.map((measure) => {
    const { formula, blankWhen } = formulaOf(measure);
    return `${measure}: ${formula}; null when ${blankWhen}`;
  });
  return lines.join('\n');
}
