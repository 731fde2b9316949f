import { STORE_FILE } from './store-file.js';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Dimension } from '../../protocol/dimensions.js';
import { createCatalog, findDataset, readDatasets } from './catalog.js';
import { openDatabase, quoted, type Database } from './database.js';
import type { DatasetInfo } from './dataset-info.js';
import { prepareFile } from './files/prepare-file.js';
import { repairLines } from './files/prepare-text.js';
import { makeTempFolder, removeLeftFolders, type TempFolder } from './files/temp-folder.js';
import { asImportError, ImportError } from './import-error.js';
import { importFile } from './import-file.js';
import type { ImportOptions } from './import-options.js';
import type { ImportReport } from './import-report.js';
import { recognise, type Recognised } from './recognise.js';
import { LinesUnclear } from './staging/stage-rows.js';
import { readNames } from './staging/file-names.js';
import { sumPeriods, type PeriodSums, type SumQuery } from './period-sums.js';

export type { DatasetInfo } from './dataset-info.js';
export type { ImportReport } from './import-report.js';
export type { ImportOptions } from './import-options.js';
export type { PeriodSums, SumQuery } from './period-sums.js';

/** Datasets of official and other files, in one DuckDB file. Every failure is an ImportError. */
export interface Store {
  datasets(): Promise<DatasetInfo[]>;
  dataset(name: string): Promise<DatasetInfo | undefined>;
  /** What a file is and what its import would give; nothing it does outlives the call. */
  inspect(file: string, options: ImportOptions): Promise<ImportReport>;
  /** Adds a file to a dataset: all of it, or on failure nothing. */
  import(file: string, options: ImportOptions): Promise<ImportReport>;
  /** Sums of a whole dataset per period, flow and group, in order of start, then end. */
  aggregate(name: string, query: SumQuery): Promise<PeriodSums>;
  /** Names that the dataset's files give its codes of a dimension; those that they give none to are not there. */
  names(name: string, dimension: Dimension): Promise<Record<string, string>>;
  close(): Promise<void>;
}

/** DuckDB keeps its working memory below this, so that a process that imports stays below 1.5 GB. */
const MEMORY_LIMIT = '900MB';

/**
 * Opens the store in a folder, made if need be; the location `memory` is a store in temporary files, gone when closed
 * (on disk, as DuckDB compresses what it writes there and keeps what is in memory as it is).
 */
export async function openStore(location: string): Promise<Store> {
  removeLeftFolders();
  const temp = makeTempFolder();
  const folder = location === 'memory' ? temp.path : location;
  try {
    mkdirSync(folder, { recursive: true });
    const file = join(folder, STORE_FILE);
    const database = await openDatabase(file, 2, {
      memory_limit: MEMORY_LIMIT,
      temp_directory: join(temp.path, 'spill'),
    });
    const [importing, asking] = database.connections as [Database, Database];
    // Trying these on short codes takes a quarter of an import, and saves 40 bytes a record.
    await importing.run("SET disabled_compression_methods = 'fsst,dict_fsst,zstd,roaring,dictionary'");
    for (const connection of database.connections) await connection.run("SET TimeZone = 'UTC'");
    await importing.transaction(async () => {
      await createCatalog(importing);
      return { keep: true, result: undefined };
    });
    return new DuckStore(importing, asking, () => {
      database.close();
      temp.remove();
    });
  } catch (error) {
    temp.remove();
    throw asImportError(error, folder);
  }
}

class DuckStore implements Store {
  readonly #importing: Database;
  readonly #asking: Database;
  readonly #close: () => void;

  constructor(importing: Database, asking: Database, close: () => void) {
    this.#importing = importing;
    this.#asking = asking;
    this.#close = close;
  }

  async datasets(): Promise<DatasetInfo[]> {
    return (await readDatasets(this.#asking)).map(({ info }) => info);
  }

  async dataset(name: string): Promise<DatasetInfo | undefined> {
    return (await findDataset(this.#asking, name))?.info;
  }

  /** In a store of its own: rolled back, the rows would still leave the database file larger. */
  async inspect(file: string, options: ImportOptions): Promise<ImportReport> {
    const store = await openStore('memory');
    try {
      return await store.import(file, options);
    } finally {
      await store.close();
    }
  }

  async import(path: string, options: ImportOptions): Promise<ImportReport> {
    const temp = makeTempFolder();
    const stop = (): void => this.#importing.interrupt();
    options.signal?.addEventListener('abort', stop);
    try {
      const file = await prepareFile(path, options, temp, (from, to) => this.#readParquet(from, to));
      return await this.#importPrepared(path, recognise(file, options), options, temp);
    } catch (error) {
      if (options.signal?.aborted === true)
        throw new ImportError('aborted', `${path}: stopped; nothing was imported`, { cause: error });
      throw asImportError(error, path);
    } finally {
      options.signal?.removeEventListener('abort', stop);
      temp.remove();
    }
  }

  /** A failed statement ends its transaction, so the second, careful reading is a transaction of its own. */
  async #importPrepared(
    path: string,
    recognised: Recognised,
    options: ImportOptions,
    temp: TempFolder,
  ): Promise<ImportReport> {
    const attempt = (given: Recognised): Promise<ImportReport> =>
      this.#importing.transaction(async () => {
        const { report, changed } = await importFile(this.#importing, path, given, options);
        return { keep: changed, result: report };
      });
    try {
      return await attempt(recognised);
    } catch (error) {
      if (!(error instanceof LinesUnclear) || options.signal?.aborted === true) throw error;
      const { file, sample } = recognised;
      const repair = { delimiter: sample.delimiter, fields: sample.header.length + 1 };
      return attempt({ ...recognised, file: await repairLines(file, repair, options, temp) });
    }
  }

  /** As text, column by column, so that it goes the way of every other file. */
  #readParquet(from: string, to: string): Promise<void> {
    return this.#asking.run(
      `COPY (SELECT COLUMNS(*)::VARCHAR FROM read_parquet(${quoted(from)})) TO ${quoted(to)} (FORMAT csv, HEADER true)`,
    );
  }

  async aggregate(name: string, query: SumQuery): Promise<PeriodSums> {
    const entry = await findDataset(this.#asking, name);
    if (entry === undefined) throw await unknownDataset(this.#asking, name);
    return sumPeriods(this.#asking, entry.tables, entry.info, query);
  }

  async names(name: string, dimension: Dimension): Promise<Record<string, string>> {
    const entry = await findDataset(this.#asking, name);
    if (entry === undefined) throw await unknownDataset(this.#asking, name);
    return readNames(this.#asking, entry.tables, dimension);
  }

  async close(): Promise<void> {
    this.#close();
  }
}

async function unknownDataset(database: Database, name: string): Promise<ImportError> {
  const names = (await readDatasets(database)).map(({ info }) => info.name);
  const known = names.length === 0 ? 'there are none' : `there are ${names.join(', ')}`;
  return new ImportError('unknown-dataset', `dataset ${name}: there is no such dataset; ${known}`);
}
