import { open, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { ImportError } from '../import-error.js';
import type { ImportOptions } from '../import-options.js';
import { jsonArrayItems, ndjsonItems } from './json-items.js';
import { writeJsonRows } from './json-to-rows.js';
import { firstLines } from './sample-file.js';
import { scanFile, type Scan } from './scan-file.js';
import type { TempFolder } from './temp-folder.js';

/** Enough bytes for any header and the rows that show how a file is written. */
const HEAD_BYTES = 256 * 1024;

/** A file made ready to be read as delimited rows of UTF-8. */
export interface PreparedFile {
  /** Base name of the file that the user named. */
  readonly name: string;
  /** Where the rows are: the file itself, or a temporary one. */
  readonly path: string;
  readonly encoding: string;
  readonly sha256: string;
  /** Lines of `path` that hold something. */
  readonly filledLines: number;
  readonly lines: readonly string[];
  /** Lines of the user's file that are not JSON objects. */
  readonly badJsonLines: readonly number[];
  readonly notes: readonly string[];
}

/** Looks at a file and, where it has to, writes a readable copy into `temp`. */
export async function prepareFile(
  path: string,
  options: ImportOptions,
  temp: TempFolder,
): Promise<PreparedFile> {
  const name = basename(path);
  const stats = await stat(path);
  if (!stats.isFile())
    throw new ImportError('not-a-file', `${path}: is not a file; name the files themselves`);
  if (stats.size === 0)
    throw new ImportError('empty', `${path}: is empty; check that it was downloaded whole`);
  const scan = await scanFile(path, {
    name,
    signal: options.signal,
    onBytes: (bytes) => options.onProgress?.({ step: 'scanning', share: bytes / stats.size }),
  });
  const start = (await readHead(path)).toString('utf8').trimStart()[0];
  if (start === '{' || start === '[') return prepareJson(path, start, scan, options, temp);
  return { ...(await describe(path, scan)), name, sha256: scan.sha256, badJsonLines: [], notes: [] };
}

async function describe(
  path: string,
  scan: Scan,
): Promise<Pick<PreparedFile, 'path' | 'encoding' | 'filledLines' | 'lines'>> {
  const head = await readHead(path);
  const lines = firstLines(head.toString('utf8'), head.length === scan.bytes);
  return { path, encoding: 'utf-8', filledLines: scan.filledLines, lines };
}

async function prepareJson(
  path: string,
  start: '{' | '[',
  scan: Scan,
  options: ImportOptions,
  temp: TempFolder,
): Promise<PreparedFile> {
  const name = basename(path);
  const rowsPath = join(temp.path, 'rows.csv');
  options.onProgress?.({ step: 'converting', share: null });
  const items = start === '[' ? jsonArrayItems(path, name) : ndjsonItems(path);
  const rows = await writeJsonRows(items, rowsPath);
  const described = await describe(rowsPath, await scanFile(rowsPath, { name, signal: options.signal }));
  const notes =
    rows.unknownFields.length === 0
      ? []
      : [`fields left out, as the first 200 objects lack them: ${rows.unknownFields.join(', ')}`];
  return { ...described, name, sha256: scan.sha256, badJsonLines: rows.badLines, notes };
}

async function readHead(path: string): Promise<Buffer> {
  const file = await open(path);
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(HEAD_BYTES), 0, HEAD_BYTES, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
}
