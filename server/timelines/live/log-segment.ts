import { open, readFile, type FileHandle } from 'node:fs/promises';
import { join } from 'node:path';
import { readGroup, findGroup, type LogGroup } from './log-group.js';

/** `TWLOG1` and the row that the segment begins with. */
const SIGNATURE = Buffer.from('TWLOG1\0\0');
export const SEGMENT_HEADER_BYTES = 16;

const NAME = /^(\d{10})\.log$/;

export function segmentFile(folder: string, number: number): string {
  return join(folder, `${String(number).padStart(10, '0')}.log`);
}

/** Number of the segment that a file is; undefined where it is none. */
export function segmentNumber(name: string): number | undefined {
  const number = NAME.exec(name)?.[1];
  return number === undefined ? undefined : Number(number);
}

/** What a file of groups begins with. */
export function segmentHeader(firstRow: number): Buffer {
  const header = Buffer.alloc(SEGMENT_HEADER_BYTES);
  SIGNATURE.copy(header);
  header.writeDoubleLE(firstRow, 8);
  return header;
}

/** Makes the file of a new segment, which nothing is in yet, durable itself and by its name. */
export async function createSegment(folder: string, number: number, firstRow: number): Promise<FileHandle> {
  const header = segmentHeader(firstRow);
  const file = await open(segmentFile(folder, number), 'w+');
  try {
    const { bytesWritten } = await file.write(header, 0, header.length, 0);
    if (bytesWritten < header.length) throw new Error('the disk takes no more');
    await file.datasync();
    await syncFolder(folder);
    return file;
  } catch (fault) {
    await file.close();
    throw fault;
  }
}

/** A file that was made, renamed or removed is so after a crash only if its folder was flushed too. */
export async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** What a segment holds. */
export interface ReadSegment {
  readonly firstRow: number;
  readonly groups: readonly (LogGroup & { readonly offset: number })[];
  /** Bytes up to the end of the last whole group. */
  readonly length: number;
  /** Bytes after that, which a crash cut off. */
  readonly torn: number;
  /** Where a whole group follows what is none: then that was not cut off but damaged. */
  readonly damagedUpTo: number | undefined;
}

/** Row that a segment begins with; undefined where a crash came before its header was written. */
export async function readFirstRow(folder: string, number: number): Promise<number | undefined> {
  const file = await open(segmentFile(folder, number), 'r');
  try {
    const header = Buffer.alloc(SEGMENT_HEADER_BYTES);
    const { bytesRead } = await file.read(header, 0, header.length, 0);
    const isBegun = bytesRead === header.length && header.subarray(0, SIGNATURE.length).equals(SIGNATURE);
    return isBegun ? header.readDoubleLE(8) : undefined;
  } finally {
    await file.close();
  }
}

/** Reads all whole groups of a segment that was begun. */
export function readSegment(folder: string, number: number): Promise<ReadSegment> {
  return readSegmentFile(segmentFile(folder, number));
}

/** Reads all whole groups of a file that begins as a segment does. */
export async function readSegmentFile(path: string): Promise<ReadSegment> {
  const file = await readFile(path);
  // Columns are views of the file's own memory, which must begin at a multiple of 8.
  const buffer = file.buffer.slice(file.byteOffset, file.byteOffset + file.length);
  const groups: (LogGroup & { offset: number })[] = [];
  let offset = SEGMENT_HEADER_BYTES;
  for (;;) {
    const group = readGroup(buffer, offset);
    if (group === undefined) break;
    groups.push({ ...group, offset });
    offset = group.end;
  }
  return {
    firstRow: file.readDoubleLE(8),
    groups,
    length: offset,
    torn: file.length - offset,
    damagedUpTo: findGroup(buffer, offset),
  };
}
