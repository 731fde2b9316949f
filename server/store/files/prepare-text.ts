import { stat, writeFile } from 'node:fs/promises';
import { ImportError } from '../import-error.js';
import type { ImportOptions } from '../import-options.js';
import { gacRegimePage } from '../import/gac-regime-page.js';
import { gacTradeModePage } from '../import/gac-trade-mode-page.js';
import type { PageRows } from '../import/page-rows.js';
import { guessEncoding, wideEncoding, type Encoding } from './encoding.js';
import { jsonArrayItems, ndjsonItems } from './json-items.js';
import { writeJsonRows } from './json-to-rows.js';
import { HEAD_BYTES, type PreparedFile } from './prepared-file.js';
import { readHead } from './read-head.js';
import { recode } from './recode.js';
import { isWrapped, rewriteLines, type Repair } from './rewrite-lines.js';
import { firstLines } from './sample-file.js';
import { hashFile, scanFile, type Scan } from './scan-file.js';
import type { TempFolder } from './temp-folder.js';

/** A text, and what is known of the file that it came from. */
interface Text {
  readonly path: string;
  readonly name: string;
  /** Of the file that the user named; null if that is the text itself. */
  readonly sha256: string | null;
  readonly notes: readonly string[];
}

/** Makes a text readable as delimited rows in UTF-8: as it is if it is that, in a copy if not. */
export async function prepareText(
  text: Text,
  options: ImportOptions,
  temp: TempFolder,
): Promise<PreparedFile> {
  const wide = wideEncoding(await readHead(text.path, 2));
  if (wide !== null) return prepareWide(text, wide, options, temp);
  const scan = await scanText(text, options);
  if (scan.lines.filled === 0)
    throw new ImportError(
      'empty',
      `${text.name}: holds nothing but blank lines; check that it was downloaded whole`,
    );
  const head = await readHead(text.path, HEAD_BYTES);
  const start = head
    .toString('utf8')
    .replace(/^\u{feff}/u, '')
    .trimStart()[0];
  if (start === '{' || start === '[') return prepareJson(text, start, scan, options, temp);
  const page = scan.bytes <= HEAD_BYTES ? pageOf(firstLines(head.toString('utf8'), true)) : null;
  if (page !== null) return preparePage(text, page, scan, options, temp);
  const encoding = scan.lines.foreign.length === 0 ? 'utf-8' : guessEncoding(scan.lines.foreign);
  const unwrap = isWrapped(firstLines(head.toString('latin1'), false)[0] ?? '');
  if (encoding === 'utf-8' && !unwrap && !scan.lines.strays)
    return described(text, scan, encoding, text.sha256 ?? scan.sha256);
  return prepareRewritten(text, scan, { encoding, unwrap }, options, temp);
}

async function scanText({ path, name }: Text, options: ImportOptions): Promise<Scan> {
  const { size } = await stat(path);
  return scanFile(path, {
    name,
    signal: options.signal,
    onBytes: (bytes) => options.onProgress?.({ step: 'scanning', share: bytes / size }),
  });
}

async function described(text: Text, scan: Scan, encoding: string, sha256: string): Promise<PreparedFile> {
  const head = await readHead(text.path, HEAD_BYTES);
  return {
    name: text.name,
    path: text.path,
    encoding,
    sha256,
    totalLines: scan.lines.total,
    filledLines: scan.lines.filled,
    lines: firstLines(head.toString('utf8'), head.length === scan.bytes),
    droppedLines: {},
    repaired: false,
    notes: text.notes,
  };
}

async function prepareWide(
  text: Text,
  encoding: Encoding,
  options: ImportOptions,
  temp: TempFolder,
): Promise<PreparedFile> {
  const path = temp.file('recoded');
  const sha256 = text.sha256 ?? (await hashFile(text.path, options.signal));
  await recode(text.path, path, encoding);
  return { ...(await prepareText({ ...text, path, sha256 }, options, temp)), encoding };
}

async function prepareRewritten(
  text: Text,
  scan: Scan,
  { encoding, unwrap }: { encoding: Encoding; unwrap: boolean },
  options: ImportOptions,
  temp: TempFolder,
): Promise<PreparedFile> {
  const path = temp.file('rewritten');
  options.onProgress?.({ step: 'converting', share: null });
  await rewriteLines(text.path, path, {
    name: text.name,
    encoding,
    unwrap,
    repair: null,
    signal: options.signal,
  });
  const notes = [
    ...text.notes,
    ...(encoding === 'utf-8'
      ? []
      : [`encoding: ${encoding}, from the bytes of the lines that are not UTF-8`]),
    ...(unwrap ? ['each line was quoted a second time, and is read without those quotes'] : []),
  ];
  const rewritten = { ...text, path, notes };
  return described(rewritten, await scanText(rewritten, options), encoding, text.sha256 ?? scan.sha256);
}

/** A copy that every reader of CSV reads alike: lines whose quotes or number of fields are wrong are blank in it. */
export async function repairLines(
  file: PreparedFile,
  repair: Repair,
  options: ImportOptions,
  temp: TempFolder,
): Promise<PreparedFile> {
  const path = temp.file('repaired');
  options.onProgress?.({ step: 'converting', share: null });
  const rewriting = {
    name: file.name,
    encoding: 'utf-8',
    unwrap: false,
    repair,
    signal: options.signal,
  } as const;
  const { filledLines, broken } = await rewriteLines(file.path, path, rewriting);
  return { ...file, path, filledLines, droppedLines: { ...file.droppedLines, ...broken }, repaired: true };
}

function pageOf(lines: readonly string[]): PageRows | null {
  return gacRegimePage(lines) ?? gacTradeModePage(lines);
}

async function preparePage(
  text: Text,
  page: PageRows,
  scan: Scan,
  options: ImportOptions,
  temp: TempFolder,
): Promise<PreparedFile> {
  const path = temp.file('page-rows');
  await writeFile(path, `${page.lines.join('\n')}\n`);
  const rows = {
    ...text,
    path,
    notes: [...text.notes, page.note],
  };
  const file = await described(rows, await scanText(rows, options), 'utf-8', text.sha256 ?? scan.sha256);
  return { ...file, droppedLines: { 'too-few-fields': page.incomplete } };
}

async function prepareJson(
  text: Text,
  start: '{' | '[',
  scan: Scan,
  options: ImportOptions,
  temp: TempFolder,
): Promise<PreparedFile> {
  const path = temp.file('json-rows');
  options.onProgress?.({ step: 'converting', share: null });
  const array = start === '[' || (await isOneObject(text.path));
  const items = array ? jsonArrayItems(text.path, text.name) : ndjsonItems(text.path);
  const rows = await writeJsonRows(items, path);
  if (rows.header.length === 0)
    throw new ImportError(
      'no-rows',
      `${text.name}: none of its ${rows.badLines.length} lines is a JSON object of plain fields; expected {"time": …, "flow": …} on each`,
    );
  const left = rows.unknownFields;
  const notes =
    left.length === 0
      ? text.notes
      : [...text.notes, `fields left out, as the first objects lack them: ${left.join(', ')}`];
  const rowsFile = await described(
    { ...text, path, notes },
    await scanText({ ...text, path }, options),
    'utf-8',
    text.sha256 ?? scan.sha256,
  );
  const droppedLines = rows.badLines.length === 0 ? {} : { 'bad-json': rows.badLines };
  return { ...rowsFile, droppedLines };
}

/** `{"data": [...]}` on one or more lines is one object; NDJSON has a whole object on its first line. */
async function isOneObject(path: string): Promise<boolean> {
  const head = (await readHead(path, HEAD_BYTES)).toString('utf8');
  return /^[^[{}]*\{[^[{}]*\[\s*[[{]/.test(head);
}
