import { sampleLines } from '../files/sample-file.js';
import { ImportError } from '../import-error.js';
import { FORMATS } from './formats.js';
import { headerKey } from './header-key.js';
import type { Format, HeaderSignature, SampledFile } from './format.js';

export const DELIMITERS = [',', ';', '\t', '|'] as const;

/** Titles and notes stand above the header of some tables; below this many lines a header isn't looked for. */
const LINES_ABOVE_HEADER = 12;

export interface Detected {
  readonly format: Format;
  readonly file: SampledFile;
}

/** Finds the format whose header one of the first lines is; the named one only, if there is a name. */
export function detectFormat(name: string, lines: readonly string[], wanted?: string): Detected {
  const formats = wanted === undefined ? FORMATS : [formatNamed(wanted)];
  for (let headerAt = 0; headerAt < Math.min(lines.length, LINES_ABOVE_HEADER); headerAt++) {
    const samples = DELIMITERS.map((delimiter) => sampleLines(name, lines, delimiter, headerAt));
    for (const format of formats) {
      const file = samples.find((sample) => fits(format.header, sample.header));
      if (file !== undefined) return { format, file };
    }
  }
  throw unknownFormat(name, lines, wanted);
}

export function formatNamed(name: string): Format {
  const format = FORMATS.find((format) => format.name === name);
  if (format !== undefined) return format;
  const known = FORMATS.map((format) => format.name).join(', ');
  throw new ImportError('bad-option', `--format ${name}: there is no such format; known are ${known}`);
}

function fits(signature: HeaderSignature, header: readonly string[]): boolean {
  const names = new Set(header.map(headerKey));
  const has = (name: string): boolean => names.has(headerKey(name));
  return (
    signature.all.every(has) &&
    (signature.any === undefined || signature.any.some(has)) &&
    !(signature.none ?? []).some(has)
  );
}

function unknownFormat(name: string, lines: readonly string[], wanted: string | undefined): ImportError {
  const header = (lines.find((line) => line.trim() !== '') ?? '').slice(0, 120);
  const among = wanted === undefined ? 'no known format has' : `format ${wanted} does not have`;
  return new ImportError(
    'unknown-format',
    `${name}: ${among} the header "${header}"; see docs/formats.md, or rename the columns to those of a record (time, flow, partner, commodity, netKg, value, currency)`,
  );
}
