import { readFile } from 'node:fs/promises';
import * as v from 'valibot';
import { parseWith } from '../../protocol/validation.js';
import { PARTNER_SCHEMES } from '../dictionaries/partners.js';
import { ImportError } from './import-error.js';
import { MAPPED_COLUMNS, WEIGHT_POWERS, type Mapping } from './import-options.js';

const name = v.pipe(v.string(), v.minLength(1));
const words = v.pipe(v.array(name), v.minLength(1));

const MappingSchema = v.strictObject({
  ...v.entriesFromList(MAPPED_COLUMNS, v.exactOptional(name)),
  time: name,
  weightUnit: v.exactOptional(v.picklist(Object.keys(WEIGHT_POWERS) as (keyof typeof WEIGHT_POWERS)[])),
  valueUnit: v.exactOptional(v.picklist([1, 10, 100, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12])),
  partnerScheme: v.exactOptional(v.picklist(PARTNER_SCHEMES)),
  importWords: v.exactOptional(words),
  exportWords: v.exactOptional(words),
});

/**
 * Reads the JSON of a mapping file, columns of which may be given apart and then go first; without a file, those are all.
 * Throws an ImportError `bad-option` naming the field.
 */
export async function readMapping(
  file: string | undefined,
  columns: Readonly<Record<string, string>>,
): Promise<Mapping> {
  const place = file === undefined ? '--column' : `--map ${file}`;
  try {
    const given: unknown = file === undefined ? {} : JSON.parse(await readFile(file, 'utf8'));
    if (typeof given !== 'object' || given === null || Array.isArray(given))
      throw new Error('expected an object of columns, as {"time": "DATE"}');
    return parseWith(MappingSchema, { ...given, ...columns }, 'bad-request');
  } catch (cause) {
    throw new ImportError('bad-option', `${place}: ${(cause as Error).message}`, { cause });
  }
}
