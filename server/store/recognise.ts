import type { PreparedFile } from './files/prepared-file.js';
import { ImportError } from './import-error.js';
import type { ImportOptions } from './import-options.js';
import { detectFormat } from './import/detect-format.js';
import type { Format, Reading, SampledFile } from './import/format.js';

/** A file and how it will be read. */
export interface Recognised {
  readonly file: PreparedFile;
  readonly format: Format;
  readonly reading: Reading;
  readonly sample: SampledFile;
}

/** Finds out how to read a file; throws an ImportError where nothing that can be counted is in it. */
export function recognise(file: PreparedFile, options: ImportOptions): Recognised {
  const { format, file: sample } = detectFormat(file.name, file.lines, options);
  if (typeof format.read === 'string')
    throw new ImportError('no-trade', `${file.name}: is ${format.title} (${format.name}): ${format.read}`);
  return { file, format, reading: format.read(sample, options), sample };
}
