import type { AboutDataset } from '../about-dataset.js';
import type { Database } from '../database.js';
import type { PreparedFile } from '../files/prepared-file.js';
import type { Format, Reading, SampledFile } from '../import/format.js';
import type { ImportReport, SkipDetail } from '../import-report.js';
import { linesOfRows } from '../files/lines-of-rows.js';
import { skipReasons } from './skip-reasons.js';
import type { Staged } from './stage-rows.js';
import { isoDay, summarise, type Summary } from './summarise.js';

interface Parts {
  /** As the user named it. */
  readonly path: string;
  readonly dataset: string;
  readonly about: AboutDataset;
  readonly file: PreparedFile;
  readonly format: Format;
  readonly sample: SampledFile;
  readonly reading: Reading;
  readonly staged: Staged;
}

/** Tells what was staged in the table `incoming`: what is kept, and what is skipped and why. */
export async function makeReport(database: Database, parts: Parts): Promise<ImportReport> {
  const { path, dataset, about, file, format, reading, staged } = parts;
  const skippedDetail = await skipDetails(database, parts);
  const summary = await summarise(database, 'incoming', 'skip IS NULL');
  const rounded =
    staged.rounded === 0 || staged.type === 'narrow'
      ? []
      : [`${staged.rounded} rows have amounts with exponents or more than 6 decimals, rounded to 6`];
  return {
    file: path,
    format: format.name,
    dataset,
    rows: staged.rows + Object.values(file.droppedLines).flat().length,
    kept: summary.records,
    skipped: Object.fromEntries(Object.entries(skippedDetail).map(([reason, { rows }]) => [reason, rows])),
    currency: reading.currency,
    ...about,
    span: spanText(summary),
    frequency: summary.frequency,
    totals: summary.totals,
    skippedDetail,
    gaps: summary.gaps,
    hsRevision: reading.hsRevision ?? null,
    encoding: file.encoding,
    guessed: reading.guessed ?? [],
    notes: [...(reading.notes ?? []), ...file.notes, ...rounded],
    revised: 0,
    unchanged: false,
  };
}

/** First and last day; of instants, the first and last themselves. */
function spanText({ span, frequency }: Summary): ImportReport['span'] {
  if (span === null) return null;
  if (frequency === 'instant')
    return { from: new Date(span.from).toISOString(), to: new Date(span.to).toISOString() };
  return { from: isoDay(span.from), to: isoDay(Math.max(span.from, span.to - 1)) };
}

async function skipDetails(
  database: Database,
  { reading, staged, file, sample }: Parts,
): Promise<Record<string, SkipDetail>> {
  const reasons = skipReasons(reading);
  const counted = await database.rows(
    // Rows that are not committed yet have ids from an offset of DuckDB's own.
    `SELECT skip, count(DISTINCT row) AS rows, min(row) AS first
    FROM (SELECT skip, (rowid - (SELECT min(rowid) FROM incoming)) // ${staged.sides} AS row
      FROM incoming WHERE skip IS NOT NULL) GROUP BY skip ORDER BY skip`,
  );
  const firstRows = counted.map((row) => Number(row['first']));
  const lines = await linesOfRows(file, sample.headerLines, firstRows);
  const details: Record<string, SkipDetail> = {};
  for (const [at, row] of counted.entries()) {
    const reason = reasons[Number(row['skip']) - 1]!;
    details[reason] = { rows: Number(row['rows']), firstLine: lines.get(firstRows[at]!) ?? 0 };
  }
  for (const [reason, dropped] of Object.entries(file.droppedLines)) addLines(details, reason, dropped);
  return details;
}

function addLines(details: Record<string, SkipDetail>, reason: string, lines: readonly number[]): void {
  const [first] = lines;
  if (first === undefined) return;
  const known = details[reason];
  details[reason] = {
    rows: lines.length + (known?.rows ?? 0),
    firstLine: Math.min(first, known?.firstLine ?? Infinity),
  };
}
