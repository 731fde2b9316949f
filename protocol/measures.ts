/**
 * What kind of quantity a measure is; with a timeline's currency this gives its unit. A `ratio` is a relative change (0.041
 * is +4.1 %), a `share` a part of a whole (0.041 is 4.1 %), `points` a difference in percentage points.
 */
export type MeasureKind =
  | 'money'
  | 'mass'
  | 'massRate'
  | 'count'
  | 'percent'
  | 'price'
  | 'ratio'
  | 'share'
  | 'points'
  | 'index';

/** The sums that other measures are derived from. */
export const SUMMED_MEASURES = ['value', 'tonnage', 'records'] as const;

export type SummedMeasure = (typeof SUMMED_MEASURES)[number];

/** How a measure is derived from a sum, which is the second part of its name, and of what kind it is; null: of the sum's own. */
export const DERIVATIONS = {
  YearOnYear: 'ratio',
  PeriodOnPeriod: 'ratio',
  YearToDate: null,
  YearToDateYearOnYear: 'ratio',
  Rolling12Months: null,
  Annualised: null,
  Share: 'share',
  ShareChange: 'points',
  Contribution: 'points',
  Concentration: 'index',
} as const satisfies Record<string, MeasureKind | null>;

export type Derivation = keyof typeof DERIVATIONS;

interface MeasureDefinition {
  readonly kind: MeasureKind;
  /** Compares or adds the two flows, so it can't be split by flow. */
  readonly bothFlows?: true;
  /** The sum that it is derived from, and how. */
  readonly of?: SummedMeasure;
  readonly derivation?: Derivation;
}

type DerivedMeasure<S extends SummedMeasure> = `${S}${Derivation}`;

/**
 * Every measure a view can ask for; measure-formulas.ts has the formulas. A ratio is always the ratio of sums, never a mean
 * of ratios.
 */
export const MEASURE_DEFINITIONS = {
  value: { kind: 'money' },
  tonnage: { kind: 'mass' },
  records: { kind: 'count' },
  totalTrade: { kind: 'money', bothFlows: true },
  balance: { kind: 'money', bothFlows: true },
  normalisedBalance: { kind: 'index', bothFlows: true },
  coverage: { kind: 'percent', bothFlows: true },
  unitValue: { kind: 'price' },
  termsOfTrade: { kind: 'index', bothFlows: true },
  tonnageRate: { kind: 'massRate' },
  weightShare: { kind: 'share' },
  ...derivedFrom('value', 'money'),
  ...derivedFrom('tonnage', 'mass'),
  ...derivedFrom('records', 'count'),
} satisfies Record<string, MeasureDefinition>;

export type Measure = keyof typeof MEASURE_DEFINITIONS;

/** Those that are named one by one. */
export type PlainMeasure = Exclude<Measure, DerivedMeasure<SummedMeasure>>;

export const MEASURES = Object.keys(MEASURE_DEFINITIONS) as [Measure, ...Measure[]];

function derivedFrom<S extends SummedMeasure>(
  of: S,
  kind: MeasureKind,
): Record<DerivedMeasure<S>, MeasureDefinition> {
  const derived = {} as Record<DerivedMeasure<S>, MeasureDefinition>;
  for (const derivation of Object.keys(DERIVATIONS) as Derivation[])
    derived[`${of}${derivation}`] = { kind: DERIVATIONS[derivation] ?? kind, of, derivation };
  return derived;
}

export function measureDefinition(measure: Measure): MeasureDefinition {
  return MEASURE_DEFINITIONS[measure];
}

/** The measure that tells how a sum, or a sum of the year to date, changed since the year before; undefined for others. */
export function yearOnYearOf(measure: Measure): Measure | undefined {
  return MEASURES.find((candidate) => candidate === `${measure}YearOnYear`);
}

/** The sum that a measure is, or is derived from; undefined for those of several sums. */
export function sumOf(measure: Measure): SummedMeasure | undefined {
  return measureDefinition(measure).of ?? SUMMED_MEASURES.find((sum) => sum === measure);
}

/**
 * Unit of a measure as `hello` names it: the currency's code, `t`, `t/h`, `1`, `%`, percentage points (`pp`), or currency per
 * tonne.
 */
export function unitOf(measure: Measure, currency: string | null): string {
  const money = currency ?? 'unknown currency';
  const units: Record<MeasureKind, string> = {
    money,
    mass: 't',
    massRate: 't/h',
    count: '1',
    percent: '%',
    price: `${money}/t`,
    ratio: '1',
    share: '1',
    points: 'pp',
    index: '1',
  };
  return units[measureDefinition(measure).kind];
}
