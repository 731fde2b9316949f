import { stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { ImportError } from '../import-error.js';
import type { ImportOptions } from '../import-options.js';
import { fileKind } from './file-kind.js';
import { joinMembers } from './join-members.js';
import { HEAD_BYTES, type PreparedFile } from './prepared-file.js';
import { prepareText } from './prepare-text.js';
import { readHead } from './read-head.js';
import { hashFile } from './scan-file.js';
import type { TempFolder } from './temp-folder.js';
import { gunzip, unzip } from './unpack.js';

/** Turns a Parquet file into a delimited one with a header. */
export type ParquetReader = (from: string, to: string) => Promise<void>;

/** Looks at a file and, where it has to, writes a readable copy into `temp`. */
export async function prepareFile(
  path: string,
  options: ImportOptions,
  temp: TempFolder,
  readParquet: ParquetReader,
): Promise<PreparedFile> {
  const name = basename(path);
  const stats = await stat(path);
  if (!stats.isFile())
    throw new ImportError('not-a-file', `${path}: is not a file; name the files themselves`);
  if (stats.size === 0)
    throw new ImportError('empty', `${path}: is empty; check that it was downloaded whole`);
  const kind = fileKind(name, await readHead(path, HEAD_BYTES));
  if (kind === 'text') return prepareText({ path, name, sha256: null, notes: [] }, options, temp);
  options.onProgress?.({ step: 'converting', share: null });
  const sha256 = await hashFile(path, options.signal);
  if (kind === 'parquet') {
    const rows = temp.file('parquet');
    await readParquet(path, rows);
    return prepareText({ path: rows, name, sha256, notes: [] }, options, temp);
  }
  const { member, notes } =
    kind === 'gzip'
      ? { member: await gunzip(path, name, temp, options.signal), notes: [] }
      : await joinMembers(name, await unzip(path, name, temp, options.signal), temp);
  if (fileKind(member.name, await readHead(member.path, HEAD_BYTES)) !== 'text')
    throw new ImportError(
      'binary',
      `${name}: holds another archive, ${member.name}; unpack it and name the files inside`,
    );
  return prepareText({ path: member.path, name: member.name, sha256, notes }, options, temp);
}
