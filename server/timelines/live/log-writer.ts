import type { FileHandle } from 'node:fs/promises';
import type { GroupPlace } from './row-places.js';
import { createSegment, SEGMENT_HEADER_BYTES } from './log-segment.js';
import { GROUP_HEADER_BYTES, groupHeader } from './log-group.js';

/** Bytes of a segment after which the next one is begun: what is to be read again after a crash, in a fraction of a second. */
const SEGMENT_BYTES = 64 * 1_048_576;

/** Bytes that one flush takes at most, so that the first in the queue does not wait for a disk full of others. */
const GROUP_BYTES = 8 * 1_048_576;

/** A batch on its way to the disk. */
export interface QueuedBatch {
  readonly bytes: Uint8Array;
  readonly rows: number;
}

/** What the writer tells of. All is called in the order of the log. */
export interface LogEvents<T extends QueuedBatch> {
  /** These are on disk, as the group at that place. */
  durable(batches: readonly T[], at: GroupPlace): void;
  /** These are not, nor is any that was queued behind them; the log is as it was before. */
  failed(batches: readonly T[], cause: unknown): void;
  /** A flush took so long, ms, and wrote so much. */
  flushed(ms: number, bytes: number): void;
  /** The segment is complete; nothing is written to it any more. */
  sealed(segment: number, endRow: number): void;
}

export interface LogWriterOptions {
  readonly folder: string;
  /** How long a batch waits for others to be flushed with, ms; they also gather while the disk is busy. */
  readonly flushMs: number;
  readonly segmentBytes?: number;
  /** Row that the next batch begins with, and the number of the segment to begin. */
  readonly nextRow: number;
  readonly nextSegment: number;
}

/**
 * Appends batches to the segments of a log, as many as have come by one flush (group commit). One failure fails all that
 * waits, for what follows a batch may rest on it.
 */
export class LogWriter<T extends QueuedBatch> {
  readonly #options: LogWriterOptions;
  readonly #events: LogEvents<T>;
  #queue: T[] = [];
  #queuedBytes = 0;
  #running: Promise<void> | undefined;
  #file: FileHandle | undefined;
  #segment: number;
  #nextRow: number;
  #length = SEGMENT_HEADER_BYTES;

  constructor(options: LogWriterOptions, events: LogEvents<T>) {
    this.#options = options;
    this.#events = events;
    this.#segment = options.nextSegment;
    this.#nextRow = options.nextRow;
  }

  /** Bytes that are not on disk yet. */
  get queuedBytes(): number {
    return this.#queuedBytes;
  }

  append(batch: T): void {
    this.#queue.push(batch);
    this.#queuedBytes += batch.bytes.byteLength;
    this.#running ??= this.#run();
  }

  /** Once everything that was appended is on disk, or has failed. */
  async idle(): Promise<void> {
    while (this.#running !== undefined) await this.#running;
  }

  async close(): Promise<void> {
    await this.idle();
    await this.#file?.close();
    this.#file = undefined;
  }

  /** Writes until nothing is queued; from that very moment on it is not running, or what is appended next would lie there. */
  async #run(): Promise<void> {
    try {
      if (this.#options.flushMs > 0)
        await new Promise((resolve) => setTimeout(resolve, this.#options.flushMs));
      while (this.#queue.length > 0) await this.#writeGroup();
    } finally {
      this.#running = undefined;
    }
  }

  async #writeGroup(): Promise<void> {
    const group = this.#takeGroup();
    const place = await this.#write(group).catch((cause: unknown) => this.#fail(group, cause));
    if (place === undefined) return;
    this.#queuedBytes -= bytesOf(group);
    this.#events.durable(group, place);
    if (this.#length >= (this.#options.segmentBytes ?? SEGMENT_BYTES)) await this.#seal();
  }

  #takeGroup(): T[] {
    let bytes = 0;
    let count = 0;
    while (count < this.#queue.length && (count === 0 || bytes < GROUP_BYTES))
      bytes += this.#queue[count++]!.bytes.byteLength;
    return this.#queue.splice(0, count);
  }

  async #write(group: readonly T[]): Promise<GroupPlace> {
    this.#file ??= await createSegment(this.#options.folder, this.#segment, this.#nextRow);
    const bytes = group.map((batch) => batch.bytes);
    const header = groupHeader(bytes, this.#nextRow);
    const start = performance.now();
    await writeAll(this.#file, [header, ...bytes], this.#length);
    await this.#file.datasync();
    this.#events.flushed(performance.now() - start, header.length + bytesOf(group));
    const place = { segment: this.#segment, firstRow: this.#nextRow, offset: this.#length };
    this.#length += GROUP_HEADER_BYTES + bytesOf(group);
    this.#nextRow += group.reduce((sum, { rows }) => sum + rows, 0);
    return place;
  }

  /**
   * After a failed flush nobody knows what of the file is on disk, and a second flush does not tell: the segment is cut
   * back to what is known to be there, and left.
   */
  async #fail(group: readonly T[], cause: unknown): Promise<undefined> {
    const waiting = this.#queue;
    this.#queue = [];
    this.#queuedBytes = 0;
    await this.#abandon();
    // What has come while the segment was cut back rests on what failed, too.
    const late = this.#queue;
    this.#queue = [];
    this.#queuedBytes = 0;
    this.#events.failed([...group, ...waiting, ...late], cause);
  }

  async #abandon(): Promise<void> {
    const [file, segment] = [this.#file, this.#segment];
    this.#file = undefined;
    this.#segment++;
    const length = this.#length;
    this.#length = SEGMENT_HEADER_BYTES;
    if (file === undefined) return;
    try {
      await file.truncate(length);
      await file.datasync();
    } catch {
      // The next segment's first row says where this one ends, whatever is behind that.
    }
    await file.close();
    this.#events.sealed(segment, this.#nextRow);
  }

  /** Completes the segment, once what is queued is written. */
  async sealAfterAll(): Promise<void> {
    while (this.#running !== undefined) await this.#running;
    // Nothing is written while it is closed: what comes meanwhile waits for it.
    this.#running = this.#seal().finally(() => (this.#running = undefined));
    await this.#running;
    if (this.#queue.length > 0) this.#running ??= this.#run();
  }

  /** Completes the segment; the next batch begins another. */
  async #seal(): Promise<void> {
    if (this.#file === undefined) return;
    const [file, segment] = [this.#file, this.#segment];
    this.#file = undefined;
    this.#segment++;
    this.#length = SEGMENT_HEADER_BYTES;
    await file.close();
    this.#events.sealed(segment, this.#nextRow);
  }
}

function bytesOf(group: readonly QueuedBatch[]): number {
  return group.reduce((sum, { bytes }) => sum + bytes.byteLength, 0);
}

/** The system may write less than it was given, as it does just before the disk is full. */
async function writeAll(file: FileHandle, parts: readonly Uint8Array[], position: number): Promise<void> {
  let rest = parts;
  let at = position;
  while (rest.length > 0) {
    const { bytesWritten } = await file.writev(rest, at);
    if (bytesWritten === 0) throw new Error('the disk takes no more');
    at += bytesWritten;
    rest = after(rest, bytesWritten);
  }
}

function after(parts: readonly Uint8Array[], written: number): Uint8Array[] {
  let skip = written;
  return parts.flatMap((part) => {
    const skipped = Math.min(skip, part.byteLength);
    skip -= skipped;
    return skipped === part.byteLength ? [] : [part.subarray(skipped)];
  });
}
