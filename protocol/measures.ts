/** What kind of quantity a measure is; with a timeline's currency this gives its unit. */
export type MeasureKind = 'money' | 'mass' | 'count' | 'percent' | 'price' | 'ratio';

interface MeasureDefinition {
  readonly kind: MeasureKind;
  /** Formula, X exports, M imports, v value, q net weight, t period; from the project's table of measures. */
  readonly formula: string;
  /** When the cell is null instead of a number. */
  readonly blankWhen: string;
  /** Compares the two flows, so it can't be split by flow. */
  readonly bothFlows: boolean;
  /** The measure whose change against the same time a year before this is. */
  readonly yearOnYearOf?: 'value' | 'tonnage' | 'records';
}

const SUM = { bothFlows: false } as const;

/** Every measure a view can ask for. A ratio is always the ratio of sums, never a mean of ratios. */
export const MEASURE_DEFINITIONS = {
  value: { ...SUM, kind: 'money', formula: 'Σv', blankWhen: 'no record reports a value' },
  tonnage: { ...SUM, kind: 'mass', formula: 'Σq', blankWhen: 'no record reports a weight' },
  records: { ...SUM, kind: 'count', formula: 'number of records', blankWhen: 'never' },
  balance: {
    kind: 'money',
    formula: 'X − M',
    blankWhen: 'only one flow is reported, or no record of a flow reports a value',
    bothFlows: true,
  },
  coverage: { kind: 'percent', formula: '100 · X / M', blankWhen: 'M = 0 or unknown', bothFlows: true },
  unitValue: {
    ...SUM,
    kind: 'price',
    formula: 'Σv / Σq over records that report both',
    blankWhen: 'Σq = 0 or unreported',
  },
  weightShare: {
    ...SUM,
    kind: 'ratio',
    formula: 'Σv of records with a weight / Σv',
    blankWhen: 'Σv = 0 or unreported',
  },
  valueYearOnYear: {
    ...SUM,
    kind: 'ratio',
    formula: 'v_t / v_(t−1 year) − 1, an open period against the same part of its year before',
    blankWhen: 'base ≤ 0 or missing',
    yearOnYearOf: 'value',
  },
  tonnageYearOnYear: {
    ...SUM,
    kind: 'ratio',
    formula: 'q_t / q_(t−1 year) − 1, an open period against the same part of its year before',
    blankWhen: 'base ≤ 0 or missing',
    yearOnYearOf: 'tonnage',
  },
  recordsYearOnYear: {
    ...SUM,
    kind: 'ratio',
    formula: 'n_t / n_(t−1 year) − 1, an open period against the same part of its year before',
    blankWhen: 'base = 0',
    yearOnYearOf: 'records',
  },
} as const satisfies Record<string, MeasureDefinition>;

export type Measure = keyof typeof MEASURE_DEFINITIONS;

export const MEASURES = Object.keys(MEASURE_DEFINITIONS) as [Measure, ...Measure[]];

export function measureDefinition(measure: Measure): MeasureDefinition {
  return MEASURE_DEFINITIONS[measure];
}

/** Unit of a measure as `hello` names it: the currency's code, `t`, `1`, `%`, or currency per tonne. */
export function unitOf(measure: Measure, currency: string | null): string {
  const money = currency ?? 'unknown currency';
  const units: Record<MeasureKind, string> = {
    money,
    mass: 't',
    count: '1',
    percent: '%',
    price: `${money}/t`,
    ratio: '1',
  };
  return units[measureDefinition(measure).kind];
}
