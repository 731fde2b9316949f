import { crc32 } from 'node:zlib';
import { readBatch, type LoggedBatch } from './batch-format.js';

/** `TWG1`, read as a little-endian word. */
const MAGIC = 0x31475754;

/** magic, checksum of all that follows it, bytes of the batches, number of batches, row that the first one begins with. */
export const GROUP_HEADER_BYTES = 24;

/** Batches that are written, and made durable, with one flush: all of them, or after a crash none. */
export interface LogGroup {
  /** Number of its first row, counted from the beginning of the timeline. */
  readonly firstRow: number;
  readonly rows: number;
  readonly batches: readonly LoggedBatch[];
  /** Where the next group begins. */
  readonly end: number;
}

export function groupHeader(batches: readonly Uint8Array[], firstRow: number): Buffer {
  const header = Buffer.alloc(GROUP_HEADER_BYTES);
  header.writeUInt32LE(MAGIC, 0);
  header.writeUInt32LE(
    batches.reduce((sum, { byteLength }) => sum + byteLength, 0),
    8,
  );
  header.writeUInt32LE(batches.length, 12);
  header.writeDoubleLE(firstRow, 16);
  let checksum = crc32(header.subarray(8));
  for (const batch of batches) checksum = crc32(batch, checksum);
  header.writeUInt32LE(checksum, 4);
  return header;
}

/** Reads the group at `offset` of a segment; undefined where there is no whole group. */
export function readGroup(buffer: ArrayBuffer, offset: number): LogGroup | undefined {
  const bytes = Buffer.from(buffer);
  if (offset + GROUP_HEADER_BYTES > bytes.length || bytes.readUInt32LE(offset) !== MAGIC) return undefined;
  const length = bytes.readUInt32LE(offset + 8);
  const end = offset + GROUP_HEADER_BYTES + length;
  if (end > bytes.length) return undefined;
  if (crc32(bytes.subarray(offset + 8, end)) !== bytes.readUInt32LE(offset + 4)) return undefined;
  const batches: LoggedBatch[] = [];
  let at = offset + GROUP_HEADER_BYTES;
  for (let count = bytes.readUInt32LE(offset + 12); count > 0; count--) {
    const read = readBatch(buffer, at);
    batches.push(read.batch);
    at = read.end;
  }
  const rows = batches.reduce((sum, batch) => sum + batch.rows.length, 0);
  return { firstRow: bytes.readDoubleLE(offset + 16), rows, batches, end };
}

/** Where the next whole group begins from `offset` on; undefined where there is none. Tells damage from a torn end. */
export function findGroup(buffer: ArrayBuffer, offset: number): number | undefined {
  const bytes = Buffer.from(buffer);
  const magic = Buffer.alloc(4);
  magic.writeUInt32LE(MAGIC);
  for (let at = bytes.indexOf(magic, offset); at >= 0; at = bytes.indexOf(magic, at + 1))
    if (at % 8 === 0 && readGroup(buffer, at) !== undefined) return at;
  return undefined;
}
