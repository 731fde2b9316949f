import type { Frequency, Valuation } from './dataset-info.js';

/** Sums of one flow. Amounts are exact decimals, absent where the file has none. */
export interface FlowTotals {
  readonly records: number;
  readonly netKg?: string;
  readonly value?: string;
  /** Value of the records whose weight is unknown. */
  readonly valueWithoutWeight?: string;
}

export interface SkipDetail {
  readonly rows: number;
  /** Line of the file, from 1, of the first such row. */
  readonly firstLine: number;
}

/** What a file is, and what its import gives or gave. */
export interface ImportReport {
  readonly file: string;
  readonly format: string;
  readonly dataset: string;
  /** What the dataset is, and who publishes its figures. */
  readonly title: string;
  readonly source: string;
  /** Rows of the file, header and blank lines left out. */
  readonly rows: number;
  /** Records kept; more than rows where a row holds both flows. */
  readonly kept: number;
  readonly skipped: Readonly<Record<string, number>>;
  readonly currency: string | null;
  readonly valuation: Valuation;
  /** First and last day, or instants where records have a time; null without records. */
  readonly span: { readonly from: string; readonly to: string } | null;
  readonly frequency: Frequency | null;
  readonly totals: { readonly import?: FlowTotals; readonly export?: FlowTotals };
  readonly skippedDetail: Readonly<Record<string, SkipDetail>>;
  /** Spans of time within the whole that have no record, `2020-04..2020-05`; the first twenty. */
  readonly gaps: readonly string[];
  readonly hsRevision: string | null;
  readonly encoding: string;
  readonly guessed: readonly string[];
  readonly notes: readonly string[];
  /** Records that replace some of an earlier file of the dataset, and those they replace. */
  readonly revised: number;
  /** The dataset holds this very file already; nothing was done. */
  readonly unchanged: boolean;
}
