import { open, readdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { ProblemError } from '../../../protocol/errors.js';
import type { LoggedBatch } from './batch-format.js';
import { groupHeader } from './log-group.js';
import { readSegmentFile, segmentFile, segmentHeader, segmentNumber, syncFolder } from './log-segment.js';

/** Sums of all records of the log up to a segment, which then is not needed any more. */
export interface Sums {
  /** The last segment that is in them. */
  readonly segment: number;
  /** Number of the row that the next segment begins with. */
  readonly endRow: number;
  readonly batches: readonly LoggedBatch[];
}

/** Reads the newest sums of a folder; undefined where there are none. */
export async function readSums(folder: string): Promise<Sums | undefined> {
  const segment = (await sumsIn(folder)).at(-1);
  if (segment === undefined) return undefined;
  const path = sumsFile(folder, segment);
  const { firstRow, groups, torn } = await readSegmentFile(path);
  if (torn > 0) {
    const message = `${path}: its last ${torn} bytes are damaged; restore the folder from a backup`;
    throw new ProblemError({ code: 'store-damaged', field: path, message });
  }
  return { segment, endRow: firstRow, batches: groups.flatMap(({ batches }) => batches) };
}

/** Writes sums; they are there as a whole, or not at all. */
export async function writeSums(
  folder: string,
  { segment, endRow }: Pick<Sums, 'segment' | 'endRow'>,
  batches: Iterable<Uint8Array>,
): Promise<void> {
  const path = sumsFile(folder, segment);
  const file = await open(`${path}.part`, 'w');
  try {
    await file.appendFile(segmentHeader(endRow));
    for (const batch of batches) {
      await file.appendFile(groupHeader([batch], endRow));
      await file.appendFile(batch);
    }
    await file.sync();
  } catch (fault) {
    await rm(`${path}.part`, { force: true });
    throw fault;
  } finally {
    await file.close();
  }
  await rename(`${path}.part`, path);
  await syncFolder(folder);
}

/** Removes what the sums have: segments up to theirs, and sums before them. */
export async function removeSummed(folder: string, segment: number): Promise<void> {
  for (const name of await readdir(folder)) {
    const number = segmentNumber(name);
    if (number !== undefined && number <= segment) await rm(segmentFile(folder, number));
  }
  for (const older of await sumsIn(folder)) if (older < segment) await rm(sumsFile(folder, older));
}

const NAME = /^(\d{10})\.sums$/;

function sumsFile(folder: string, segment: number): string {
  return join(folder, `${String(segment).padStart(10, '0')}.sums`);
}

/** Segments up to which there are sums, ascending. */
async function sumsIn(folder: string): Promise<number[]> {
  const names = await readdir(folder);
  return names
    .flatMap((name) => NAME.exec(name)?.[1] ?? [])
    .map(Number)
    .sort((a, b) => a - b);
}
