import type { Flow } from '../../protocol/dimensions.js';
import type { Valuation } from '../store/dataset-info.js';
import { ImportError } from '../store/import-error.js';
import type { ImportOptions } from '../store/import-options.js';
import { readMapping } from '../store/read-mapping.js';
import { userPath } from './user-path.js';

/** What `import` and `inspect` can be told about their files. */
export interface ImportFlags {
  readonly as?: string;
  readonly replace?: boolean;
  readonly format?: string;
  readonly flow?: Flow;
  readonly currency?: string;
  readonly reporter?: string;
  readonly map?: string;
  readonly column: Readonly<Record<string, string>>;
  readonly title?: string;
  readonly sourceName?: string;
  readonly valuation?: Partial<Valuation>;
  /** Epoch ms. */
  readonly published?: number;
}

/** The options that flags stand for; reads the mapping file if there is one. */
export async function importOptions(flags: ImportFlags): Promise<ImportOptions> {
  const { as, replace, format, flow, currency, reporter, title, sourceName, valuation, published } = flags;
  const mapping = await mappingOf(flags);
  const said = { title, source: sourceName, valuation, published };
  const named = { as, replace, flow, currency, reporter, mapping, ...said };
  const given = { ...named, format: format === 'auto' ? undefined : format };
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
}

async function mappingOf({ map, column, format }: ImportFlags): Promise<ImportOptions['mapping']> {
  if (map === undefined && Object.keys(column).length === 0) return undefined;
  if (format !== 'auto')
    throw new ImportError(
      'bad-option',
      `--format ${format}: goes without --map and --column; give one of them`,
    );
  return readMapping(map === undefined ? undefined : userPath(map), column);
}
