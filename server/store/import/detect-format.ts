import { sampleLines } from '../files/sample-file.js';
import { ImportError } from '../import-error.js';
import type { ImportOptions } from '../import-options.js';
import { FORMATS } from './formats.js';
import { headerKey } from './header-key.js';
import { mappedFormat } from './mapped.js';
import type { Format, HeaderSignature, SampledFile } from './format.js';

export const DELIMITERS = [',', ';', '\t', '|'] as const;

/** Titles and notes stand above the header of some tables; below this many lines a header isn't looked for. */
const LINES_ABOVE_HEADER = 12;

export interface Detected {
  readonly format: Format;
  readonly file: SampledFile;
}

/** Finds the format whose header one of the first lines is; the named one only, if there is a name. */
export function detectFormat(
  name: string,
  lines: readonly string[],
  { format: wanted, mapping }: Pick<ImportOptions, 'format' | 'mapping'>,
): Detected {
  const formats =
    mapping !== undefined ? [mappedFormat(mapping)] : wanted === undefined ? FORMATS : [formatNamed(wanted)];
  for (let headerAt = 0; headerAt < Math.min(lines.length, LINES_ABOVE_HEADER); headerAt++) {
    const samples = DELIMITERS.map((delimiter) => sampleLines(name, lines, delimiter, headerAt));
    for (const format of formats) {
      const file = samples.find((sample) => fits(format.header, sample.header));
      if (file !== undefined) return { format, file };
    }
  }
  throw unknownFormat(name, lines, formats.length === 1 ? formats[0] : undefined);
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

function unknownFormat(name: string, lines: readonly string[], wanted: Format | undefined): ImportError {
  const header = (lines.find((line) => line.trim() !== '') ?? '').slice(0, 120);
  if (wanted === undefined)
    return new ImportError(
      'unknown-format',
      `${name}: no known format has the header "${header}"; map its columns with --column or --map (see docs/formats.md), or rename them to those of a record: time, flow, partner, commodity, netKg, value, currency`,
    );
  const needs = [
    ...wanted.header.all,
    ...(wanted.header.any === undefined ? [] : [`one of ${wanted.header.any.join(', ')}`]),
  ];
  return new ImportError(
    'unknown-format',
    `${name}: format ${wanted.name} needs the columns ${needs.join(', ')}; the header is "${header}"`,
  );
}
