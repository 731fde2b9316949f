import type { Flow } from '../../protocol/dimensions.js';

/** What a user can say about a file; what is not said is learned from the file. */
export interface ImportOptions {
  /** Name of the dataset; by default made of the file's name. */
  readonly as?: string;
  /** Name of the format; by default found by the header. */
  readonly format?: string;
  /** For files that don't tell imports from exports. */
  readonly flow?: Flow;
  /** For files with two currencies in a row, or with values in none that they name (ISO 4217). */
  readonly currency?: string;
  /** Keep the rows of one reporter, by its code in the file or in ISO 3166; for files of many. */
  readonly reporter?: string;
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
  const { format, flow, currency, reporter } = options;
  return JSON.stringify({ format, flow, currency, reporter });
}
