import type { Flow } from '../../protocol/dimensions.js';
import type { PartnerScheme } from '../dictionaries/partners.js';
import type { Valuation } from './dataset-info.js';

/** What a column of a file that is of no known format can be. */
export const MAPPED_COLUMNS = [
  'time',
  'flow',
  'partner',
  'commodity',
  'port',
  'mode',
  'transport',
  'netKg',
  'value',
  'currency',
  'reporter',
  'id',
  'partnerName',
  'commodityName',
  'portName',
] as const;

/** Where a file that is of no known format has what, by the names of its columns. */
export interface Mapping {
  readonly time: string;
  /** May be left out with `flow` set for the whole file. */
  readonly flow?: string;
  readonly partner?: string;
  readonly commodity?: string;
  readonly port?: string;
  readonly mode?: string;
  readonly transport?: string;
  readonly netKg?: string;
  readonly value?: string;
  readonly currency?: string;
  readonly reporter?: string;
  readonly id?: string;
  /** Names beside the codes. */
  readonly partnerName?: string;
  readonly commodityName?: string;
  readonly portName?: string;
  /** Unit of the column of weights; by default kg. */
  readonly weightUnit?: keyof typeof WEIGHT_POWERS;
  /** What a value counts: 1, 1000, 1000000 …; by default 1. */
  readonly valueUnit?: number;
  /** How partners are given; by default ISO 3166-1 alpha-3. */
  readonly partnerScheme?: PartnerScheme;
  /** Words for the flows, upper and lower case being the same; by default import, imports, M, 1 and export, exports, X, 2. */
  readonly importWords?: readonly string[];
  readonly exportWords?: readonly string[];
}

export const WEIGHT_POWERS = { kg: 0, t: 3, 'thousand t': 6, 'million t': 9 } as const;

/** What a user can say about a file; what is not said is learned from the file. */
export interface ImportOptions {
  /** Name of the dataset; by default made of the file's name. */
  readonly as?: string;
  /** What the dataset holds already goes, and this file's records are all of it. */
  readonly replace?: boolean;
  /** Name of the format; by default found by the header. */
  readonly format?: string;
  /** For files that don't tell imports from exports. */
  readonly flow?: Flow;
  /** For files with two currencies in a row, or with values in none that they name (ISO 4217). */
  readonly currency?: string;
  /** Keep the rows of one reporter, by its code in the file or in ISO 3166; for files of many. */
  readonly reporter?: string;
  /** For files of no known format. */
  readonly mapping?: Mapping;
  /** Title of the dataset, who publishes its figures, and their terms: in place of what is known of the format. */
  readonly title?: string;
  readonly source?: string;
  readonly valuation?: Partial<Valuation>;
  /** When the file's figures were published, epoch ms: what they revise is known from then on. */
  readonly published?: number;
  /** Called now and then during long work. */
  readonly onProgress?: (progress: ImportProgress) => void;
  /** Stops the import; the store stays as it was. */
  readonly signal?: AbortSignal;
}

export interface ImportProgress {
  readonly step: 'scanning' | 'converting' | 'reading' | 'checking';
  /** 0–1; null where it can't be known. */
  readonly share: number | null;
}

/** The options that change what a file's records are; an import is the same if file and these are. */
export function meaningOf(options: ImportOptions): string {
  const { format, flow, currency, reporter, mapping } = options;
  return JSON.stringify({ format, flow, currency, reporter, mapping });
}
