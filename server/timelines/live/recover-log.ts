import { readdir, rm, truncate } from 'node:fs/promises';
import { ProblemError } from '../../../protocol/errors.js';
import type { LoggedBatch } from './batch-format.js';
import { readFirstRow, readSegment, segmentFile, segmentNumber, type ReadSegment } from './log-segment.js';
import type { GroupPlace } from './row-places.js';

/** Where the log goes on. */
export interface LogEnd {
  readonly nextRow: number;
  readonly nextSegment: number;
  /** Bytes of batches that a crash cut off; none of them was acknowledged. */
  readonly tornBytes: number;
}

/**
 * Reads a log from segment `first` on, in order, cutting off what a crash left half written.
 * @param visit is given the batches of every whole group
 * @throws ProblemError `store-damaged` where batches are unreadable that were acknowledged
 */
export async function recoverLog(
  folder: string,
  first: { segment: number; row: number },
  visit: (batches: readonly LoggedBatch[], place: GroupPlace) => void,
): Promise<LogEnd> {
  const begun = await begunSegments(folder, first.segment);
  const state = { nextRow: first.row, tornBytes: 0 };
  for (const [index, { number }] of begun.entries()) {
    const segment = await readSegment(folder, number);
    // A segment that was left after a failed flush goes up to where the next one begins, whatever is behind that in it.
    const end = begun[index + 1]?.firstRow ?? Infinity;
    visitSegment(segmentFile(folder, number), number, segment, { ...state, end }, visit);
    const taken = segment.groups.filter(({ firstRow }) => firstRow < end);
    state.nextRow = taken.reduce((row, { rows }) => row + rows, segment.firstRow);
    state.tornBytes += segment.torn;
    if (segment.torn > 0) await truncate(segmentFile(folder, number), segment.length);
  }
  return { ...state, nextSegment: (begun.at(-1)?.number ?? first.segment - 1) + 1 };
}

/** Segments with a header, in order; a file without was made just before a crash, and holds nothing. */
async function begunSegments(folder: string, first: number): Promise<{ number: number; firstRow: number }[]> {
  const numbers = (await readdir(folder)).flatMap((name) => segmentNumber(name) ?? []);
  const begun: { number: number; firstRow: number }[] = [];
  for (const number of numbers.filter((each) => each >= first).sort((a, b) => a - b)) {
    const firstRow = await readFirstRow(folder, number);
    if (firstRow === undefined) await rm(segmentFile(folder, number));
    else begun.push({ number, firstRow });
  }
  return begun;
}

function visitSegment(
  file: string,
  number: number,
  segment: ReadSegment,
  { nextRow, end }: { nextRow: number; end: number },
  visit: (batches: readonly LoggedBatch[], place: GroupPlace) => void,
): void {
  if (segment.firstRow !== nextRow)
    refuse(
      file,
      `expected it to go on with row ${nextRow}, got row ${segment.firstRow}; a segment is missing or damaged before it`,
    );
  if (segment.damagedUpTo !== undefined)
    refuse(
      file,
      `bytes ${segment.length} to ${segment.damagedUpTo} are damaged, and there are whole batches after them`,
    );
  for (const { batches, firstRow, offset } of segment.groups)
    if (firstRow < end) visit(batches, { segment: number, firstRow, offset });
}

function refuse(file: string, problem: string): never {
  throw new ProblemError({
    code: 'store-damaged',
    field: file,
    message: `${file}: ${problem}; restore the folder from a backup, or move it away to begin with an empty one`,
  });
}
