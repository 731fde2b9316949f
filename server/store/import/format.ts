import type { PartnerScheme } from '../../dictionaries/partners.js';
import type { TransportScheme } from '../../dictionaries/transports.js';
import type { Valuation } from '../dataset-info.js';
import type { Expression, Period } from '../staging/expressions.js';
import type { Quantity } from '../staging/quantity.js';
import type { ImportOptions } from '../import-options.js';

/** The first rows of a file, and how they are written. */
export interface SampledFile {
  /** Base name: evidence of last resort, for what nothing inside the file tells. */
  readonly name: string;
  readonly delimiter: string;
  /** Column names without blanks around them; '' where a column has none. */
  readonly header: readonly string[];
  /** Lines up to and with the header. */
  readonly headerLines: number;
  readonly rows: readonly (readonly string[])[];
}

/** Headers by which a format is known, whatever the file is called. Upper and lower case are the same. */
export interface HeaderSignature {
  readonly all: readonly string[];
  /** At least one of these. */
  readonly any?: readonly string[];
  readonly none?: readonly string[];
}

/** What one row says about one flow. */
export interface Side {
  /** 0 for import, 1 for export, NULL where the row has neither. */
  readonly flow: Expression;
  readonly netKg?: Quantity;
  readonly value?: Quantity;
}

/** Rows that are no record, and why. */
export interface SkipRule {
  readonly reason: string;
  readonly when: Expression;
}

/**
 * Rows that say the same at several degrees of detail. Of those that agree in `within` one rank is kept, so that a
 * total never counts beside its parts, and is kept where there are no parts.
 */
export interface TotalsRule {
  readonly reason: string;
  /** A small whole number, 0 for the finest detail. */
  readonly rank: Expression;
  readonly within: readonly ('reporter' | 'flow' | 'period' | 'partner' | 'commodity')[];
  /**
   * `finest`: the lowest rank there is, as parts make up their total. `complete`: the lowest rank that carries the
   * whole sum, as finer rows often lack what is confidential.
   */
  readonly keep: 'finest' | 'complete';
}

/** How the rows of one file become records. */
export interface Reading {
  readonly currency: string | null;
  readonly valuation: Valuation;
  /** What the records are and who made them, where that is known better than of the format. */
  readonly title?: string;
  readonly source?: string;
  /** Local time of the records, `+08:00`, at whose midnight their days and months start; without, UTC. */
  readonly utcOffset?: string;
  readonly hsRevision?: string | null;
  readonly period: Period;
  /** One where a row is a record; several where a row holds several flows side by side. */
  readonly sides: readonly Side[];
  readonly reporter?: Expression;
  readonly partner?: Expression;
  readonly commodity?: Expression;
  readonly port?: Expression;
  readonly mode?: Expression;
  readonly transport?: Expression;
  readonly id?: Expression;
  /** Names that the file gives codes in a column beside them, for codes that the dictionaries have no name for. */
  readonly names?: Partial<Record<'partner' | 'commodity' | 'port' | 'mode', Expression>>;
  /** Whose codes or names partners, and modes of transport, are given in; without, codes stay as found. */
  readonly partnerScheme?: PartnerScheme;
  readonly transportScheme?: TransportScheme;
  /** Modes are China's, by code or by a name that GAC prints. */
  readonly modeNames?: true;
  readonly skip?: readonly SkipRule[];
  readonly totals?: readonly TotalsRule[];
  /** The reading took the reporter asked for into account itself. */
  readonly filtered?: true;
  /** The publisher prints negative figures as corrections; elsewhere they are errors. */
  readonly corrections?: boolean;
  /** Periods run from the start of a year, so that those of two files hold the same months. */
  readonly cumulative?: true;
  /** What was assumed rather than read, and how to say otherwise. */
  readonly guessed?: readonly string[];
  /** Where currency, valuation and flow were learned from, and what else a reader of the figures must know. */
  readonly notes?: readonly string[];
}

/** A published layout of trade data, or of something that is taken for it. */
export interface Format {
  /** As users write it after `--format`. */
  readonly name: string;
  readonly title: string;
  /** Who publishes it. */
  readonly source: string;
  readonly header: HeaderSignature;
  /** What its files are encoded in when they are not UTF-8; by default the bytes decide. */
  readonly encoding?: 'gb18030' | 'windows-1252';
  /** How to read it; a text says why it can't be, and what to use instead. */
  readonly read: string | ((file: SampledFile, options: ImportOptions) => Reading);
}
