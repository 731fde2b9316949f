/** Why a file could not be imported at all; single rows that can't be read are skipped and counted instead. */
export const IMPORT_ERROR_CODES = {
  'not-found': 'There is no file at this path.',
  unreadable: 'The file exists, but cannot be opened or read.',
  'not-a-file': 'The path names a directory or a device.',
  empty: 'The file holds nothing, or a header without rows.',
  binary: 'The content is not a table of text: a PDF, an image, an office document, noise.',
  html: 'The content is a web page.',
  'damaged-archive': 'A gzip or zip file is cut off or broken.',
  'unsafe-archive':
    'A zip member has a path that climbs out, or the archive unpacks to far more than it should.',
  'line-too-long': 'A line is longer than any record of trade.',
  'unknown-format': 'No known format fits the header.',
  'bad-option': 'An option is unknown or out of range.',
  'no-trade': 'The file is recognised, and holds no trade that could be counted.',
  'flow-unknown': 'The file does not tell imports from exports.',
  'currency-unknown': 'The file does not say what currency its values are in.',
  'no-rows': 'Every row of the file was skipped.',
  'different-dataset': 'The dataset of this name holds data that this file cannot be added to.',
  'out-of-range': 'A number is larger than the store can hold or sum exactly.',
  'unknown-dataset': 'The store has no dataset of this name.',
  'disk-full': 'There is no room left for the store or its temporary files.',
  'store-busy': 'Another process has the store open.',
  aborted: 'The import was stopped by the caller.',
  internal: 'The import failed for a reason of ours.',
} as const;

export type ImportErrorCode = keyof typeof IMPORT_ERROR_CODES;

/** A failure of one file; `message` names the place, the value found there and the remedy. */
export class ImportError extends Error {
  override readonly name = 'ImportError';
  readonly code: ImportErrorCode;

  constructor(code: ImportErrorCode, message: string, options?: { cause?: unknown }) {
    super(message, options);
    this.code = code;
  }
}

/** System errors that have a remedy of their own, told in the words of an import. */
export function asImportError(error: unknown, place: string): ImportError {
  if (error instanceof ImportError) return error;
  const { code, message } = error as NodeJS.ErrnoException;
  const cause = { cause: error };
  if (code === 'ENOENT') return new ImportError('not-found', `${place}: no such file; check the path`, cause);
  if (code === 'EACCES' || code === 'EPERM')
    return new ImportError('unreadable', `${place}: may not be read; change its permissions`, cause);
  if (code === 'ENOSPC' || /no space left|out of disk/i.test(message))
    return new ImportError(
      'disk-full',
      `${place}: no room left on the disk; free some or move the store`,
      cause,
    );
  if (/could not set lock/i.test(message))
    return new ImportError('store-busy', `${place}: another process has it open; stop that one first`, cause);
  return new ImportError('internal', `${place}: ${message}`, cause);
}
