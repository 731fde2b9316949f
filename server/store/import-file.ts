import { basename } from 'node:path';
import { UTC } from '../../protocol/timeline-info.js';
import { aboutDataset, reportAbout, type AboutDataset } from './about-dataset.js';
import {
  dropDataset,
  findDataset,
  nextDatasetNumber,
  readImports,
  tablesOf,
  writeDataset,
  writeImport,
  type DatasetEntry,
  type ImportEntry,
} from './catalog.js';
import type { Database } from './database.js';
import type { DatasetInfo } from './dataset-info.js';
import { describeDataset } from './describe-dataset.js';
import { ImportError } from './import-error.js';
import { meaningOf, type ImportOptions } from './import-options.js';
import type { ImportReport } from './import-report.js';
import type { Recognised } from './recognise.js';
import { addRecords, COUNTED } from './staging/add-records.js';
import { isoDay } from './staging/summarise.js';
import { makeReport } from './staging/make-report.js';
import { checkPublished } from './known-then.js';
import { markTotals } from './staging/mark-totals.js';
import { rowFileOf, stageRows } from './staging/stage-rows.js';
import { writeCodes } from './staging/write-codes.js';
import { writeNames } from './staging/file-names.js';

/** What the import of a file did, and whether it is to be kept. */
export interface Imported {
  readonly report: ImportReport;
  readonly changed: boolean;
}

/**
 * Reads a file into the database. Runs inside the caller's transaction: only its commit makes anything last.
 * Throws an ImportError where the file as a whole can't be imported.
 */
export async function importFile(
  database: Database,
  path: string,
  recognised: Recognised,
  options: ImportOptions,
): Promise<Imported> {
  const { file, format, reading, sample } = recognised;
  const name = options.as ?? datasetName(path);
  const known = await findDataset(database, name);
  const entry = options.replace === true ? undefined : known;
  const earlier = entry === undefined ? [] : await readImports(database, entry.tables);
  const same = earlier.find(({ sha256 }) => sha256 === file.sha256);
  const about = aboutDataset(options, known?.info, recognised);
  if (same !== undefined && entry !== undefined) {
    checkSame(same, name, options);
    return retell(database, entry, same, about, options);
  }
  if (entry !== undefined) checkFits(entry.info, recognised);

  options.onProgress?.({ step: 'reading', share: null });
  const staged = await stageRows(database, file, sample, reading);
  // An abort between two statements interrupts neither.
  options.signal?.throwIfAborted();
  options.onProgress?.({ step: 'checking', share: null });
  await markTotals(database, reading, options.reporter);
  const parts = { ...recognised, path, staged, dataset: name, about };
  const report = reportAbout(await makeReport(database, parts), about, options);
  checkUsable(report);

  if (entry !== undefined && reading.cumulative === true) await checkOverlap(database, entry);
  if (options.published !== undefined) await checkPublished(database, entry?.tables, options.published);
  const tables = entry?.tables ?? tablesOf(await nextDatasetNumber(database));
  if (entry === undefined && known !== undefined) await dropDataset(database, known);
  const number = earlier.length + 1;
  const revised = await addRecords(database, tables, {
    first: entry === undefined,
    number,
    type: staged.type,
  });
  await writeCodes(database, tables, reading);
  await writeNames(database, tables, rowFileOf(file, sample), reading);
  const info = await describeDataset(database, tables, { name, format, reading, about });
  await writeDataset(database, { tables, info });
  const final = { ...report, revised };
  const meaning = meaningOf(options);
  const published = options.published ?? null;
  await writeImport(database, tables, { number, sha256: file.sha256, meaning, report: final, published });
  options.signal?.throwIfAborted();
  return { report: final, changed: true };
}

/** `Exports 2024.csv.gz` becomes `exports-2024`. */
export function datasetName(path: string): string {
  const stem = basename(path).replace(/(\.(csv|tsv|txt|json|ndjson|jsonl|parquet|gz|zip|html?))+$/i, '');
  const name = stem.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '-');
  return name.replace(/^-|-$/g, '') || 'dataset';
}

/** The file is in the dataset already; at most, what is said of the dataset is new. */
async function retell(
  database: Database,
  { info, tables }: DatasetEntry,
  { report }: ImportEntry,
  about: AboutDataset,
  options: ImportOptions,
): Promise<Imported> {
  const said = { ...info, ...about };
  if (JSON.stringify(said) === JSON.stringify(info))
    return { report: { ...report, ...about, unchanged: true }, changed: false };
  await writeDataset(database, { info: said, tables });
  return { report: reportAbout(report, about, options), changed: true };
}

function checkSame(same: ImportEntry, name: string, options: ImportOptions): void {
  if (options.published !== undefined && options.published !== same.published)
    throw new ImportError(
      'different-dataset',
      `dataset ${name} holds this file already, published ${same.published === null ? 'nobody said when' : isoDay(same.published)}; to date it otherwise import the files of the dataset anew, the first with --replace`,
    );
  if (same.meaning === meaningOf(options)) return;
  throw new ImportError(
    'different-dataset',
    `dataset ${name} holds this file already, read with other options (${same.meaning}); give it another name with --as`,
  );
}

/** One dataset is of one format and one currency: figures of two are never added up. */
function checkFits(info: DatasetInfo, { format, reading }: Recognised): void {
  const differences = [
    info.format === format.name ? '' : `its format is ${info.format}, this file's is ${format.name}`,
    info.currency === reading.currency
      ? ''
      : `its currency is ${info.currency}, this file's is ${reading.currency}`,
    info.utcOffset === (reading.utcOffset ?? UTC)
      ? ''
      : `its times are ${info.utcOffset}, this file's ${reading.utcOffset ?? UTC}`,
  ].filter((difference) => difference !== '');
  if (differences.length === 0) return;
  throw new ImportError(
    'different-dataset',
    `dataset ${info.name}: ${differences.join('; ')}; give the file another name with --as`,
  );
}

/** Months that are in two cumulative periods would count twice. */
async function checkOverlap(database: Database, { info, tables }: DatasetEntry): Promise<void> {
  const [overlap] = await database.rows(`SELECT old.start, old."end"
    FROM (SELECT DISTINCT start, "end" FROM ${tables.records} WHERE ${COUNTED}) AS old
    JOIN (SELECT DISTINCT start, "end" FROM incoming WHERE skip IS NULL) AS new
      ON old.start < new."end" AND new.start < old."end" AND (old.start <> new.start OR old."end" <> new."end")
    ORDER BY ALL LIMIT 1`);
  if (overlap === undefined) return;
  const held = `${isoDay(Number(overlap['start']))} to ${isoDay(Number(overlap['end']) - 1)}`;
  throw new ImportError(
    'different-dataset',
    `dataset ${info.name}: holds ${held} as one period, of which this file has a part again; give the file another name with --as`,
  );
}

function checkUsable(report: ImportReport): void {
  if (report.rows === 0)
    throw new ImportError(
      'empty',
      `${report.file}: read as ${report.format}, there is a header and no row; check that it was downloaded whole`,
    );
  if (report.kept === 0)
    throw new ImportError(
      'no-rows',
      `${report.file}: read as ${report.format}, every row was skipped (${reasonsOf(report)}); check the file, or name its format with --format`,
    );
  const valued = [report.totals.import, report.totals.export].some((totals) => totals?.value !== undefined);
  if (valued && report.currency === null)
    throw new ImportError(
      'currency-unknown',
      `${report.file}: the values have no currency; give it with --currency`,
    );
}

function reasonsOf({ skippedDetail }: ImportReport): string {
  return Object.entries(skippedDetail)
    .map(([reason, { rows, firstLine }]) => `${reason}: ${rows}, first on line ${firstLine}`)
    .join('; ');
}
