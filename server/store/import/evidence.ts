import type { PartnerScheme } from '../../dictionaries/partners.js';
import type { Flow } from '../../../protocol/dimensions.js';
import { ImportError } from '../import-error.js';
import type { ImportOptions } from '../import-options.js';
import { text } from '../staging/expressions.js';
import type { Reading, SampledFile } from './format.js';
import { headerKey } from './header-key.js';

/** The first of some columns that a file has, and whose codes or names of partners it holds. */
export function partnerFrom(
  file: SampledFile,
  columns: readonly (readonly [name: string, scheme: PartnerScheme])[],
): Pick<Reading, 'partner' | 'partnerScheme'> {
  const found = columns.find(([name]) => hasColumn(file, name));
  return found === undefined ? {} : { partner: text(found[0]), partnerScheme: found[1] };
}

export function hasColumn({ header }: SampledFile, name: string): boolean {
  return header.some((own) => headerKey(own) === headerKey(name));
}

/** Fields of the sampled rows in one column, without blanks around them and without empty ones. */
export function sampledFields({ header, rows }: SampledFile, name: string): string[] {
  const at = header.findIndex((own) => headerKey(own) === headerKey(name));
  return at < 0 ? [] : rows.map((row) => (row[at] ?? '').trim()).filter((field) => field !== '');
}

/** The flow that the user gave, or that the file's name tells by one of two patterns. */
export function flowOfName(
  file: SampledFile,
  options: ImportOptions,
  patterns: Record<Flow, RegExp>,
): { flow: Flow; guessed: string[] } {
  if (options.flow !== undefined) return { flow: options.flow, guessed: [] };
  const told = (['import', 'export'] as const).filter((flow) => patterns[flow].test(file.name));
  const [flow] = told;
  if (flow === undefined || told.length > 1)
    throw new ImportError(
      'flow-unknown',
      `${file.name}: neither its columns nor its name tell imports from exports; give --flow import or --flow export`,
    );
  return { flow, guessed: [`flow: ${flow}, from the file name "${file.name}" (set it with --flow)`] };
}
