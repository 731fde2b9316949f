import { sampleLines } from '../files/sample-file.js';
import { ImportError } from '../import-error.js';
import type { ImportOptions } from '../import-options.js';
import { FORMATS } from './formats.js';
import { headerKey } from './header-key.js';
import { mappedFormat } from './mapped.js';
import { guessColumns } from './guess-columns.js';
import { unreadPage } from './unread-pages.js';
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
  const unread = unreadPage(lines);
  if (formats === FORMATS && unread !== undefined)
    throw new ImportError('no-trade', `${name}: is ${unread.what}; ${unread.why}`);
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
  const headerAt = lines.findIndex((line) => line.trim() !== '');
  const header = (lines[headerAt] ?? '').slice(0, 120);
  if (wanted === undefined)
    return new ImportError(
      'unknown-format',
      `${name}: no known format has the header "${header}"; ${guessText(name, lines, headerAt)}map its columns with --column or --map (see docs/formats.md), or rename them to those of a record: time, flow, partner, commodity, netKg, value, currency`,
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

/** What the columns may be, as flags to check and copy. */
function guessText(name: string, lines: readonly string[], headerAt: number): string {
  const samples = DELIMITERS.map((delimiter) => sampleLines(name, lines, delimiter, headerAt));
  const { header } = samples.reduce((most, sample) =>
    sample.header.length > most.header.length ? sample : most,
  );
  const flags = Object.entries(guessColumns(header)).map(([what, column]) => `--column "${what}=${column}"`);
  const nearest = nearestFormat(header);
  const near = nearest === undefined ? '' : `nearest is ${nearest}; `;
  return flags.length === 0 ? near : `${near}guessed by their names, its columns are ${flags.join(' ')}; `;
}

/** A format of which a header has more than half of the columns needed, and those that it lacks. */
function nearestFormat(header: readonly string[]): string | undefined {
  const names = new Set(header.map(headerKey));
  const lacks = ({ header: { all } }: Format): string[] =>
    all.filter((column) => !names.has(headerKey(column)));
  const near = FORMATS.map((format) => ({ format, lacking: lacks(format) }))
    .filter(({ format: { header }, lacking }) => lacking.length > 0 && 2 * lacking.length < header.all.length)
    .sort(
      (a, b) => a.lacking.length / a.format.header.all.length - b.lacking.length / b.format.header.all.length,
    );
  const [first] = near;
  return first === undefined ? undefined : `${first.format.name}, which also has ${first.lacking.join(', ')}`;
}
