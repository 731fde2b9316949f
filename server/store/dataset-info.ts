import type { Dimension, Flow } from '../../protocol/dimensions.js';

/** Terms that values can be given in. */
export const VALUATIONS = { import: ['CIF', 'FOB', 'customs'], export: ['FOB', 'FAS'] } as const;

/** Terms that the values of one flow are given in; null where the source does not say. */
export interface Valuation {
  import: (typeof VALUATIONS.import)[number] | null;
  export: (typeof VALUATIONS.export)[number] | null;
}

export type Frequency = 'instant' | 'day' | 'month' | 'quarter' | 'year' | 'mixed';

/** What a dataset in the store is. */
export interface DatasetInfo {
  readonly name: string;
  readonly title: string;
  /** Who publishes the figures. */
  readonly source: string;
  /** The format its files were read as. */
  readonly format: string;
  /** ISO 4217; null where the dataset has no values. */
  readonly currency: string | null;
  readonly valuation: Valuation;
  /** Local time of the records, `+08:00`; their days and months start at its midnight. */
  readonly utcOffset: string;
  /** HS edition of the commodity codes, `H5` or `HS 2017`; null where unknown or mixed. */
  readonly hsRevision: string | null;
  readonly frequency: Frequency;
  /** Epoch ms (UTC); `to` is exclusive, the end of the last period. */
  readonly from: number;
  readonly to: number;
  /** Sums are whole numbers of 10^-decimals of the currency's major unit, and of a kilogram. */
  readonly decimals: { readonly value: number; readonly netKg: number };
  /** Those that any record has; of the other one nothing is known, which is not nought. */
  readonly flows: readonly Flow[];
  /** Those that any row reports. */
  readonly dimensions: readonly Dimension[];
  readonly measures: readonly ('value' | 'netKg')[];
  /** Records that count, superseded ones left out. */
  readonly rows: number;
  /** Some figures were revised by a later file, so that what was known once differs from what is known now. */
  readonly revised: boolean;
}
