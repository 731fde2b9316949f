import { ProblemError } from '../../../protocol/errors.js';
import type { RecordProblem } from '../../records/record-problem.js';
import type { RecordRows } from '../../records/record-rows.js';
import type { TakenBatch } from '../../records/record-taker.js';
import { createBatch, type LoggedRows, type StreamPosition } from './batch-format.js';
import type { BatchNoter } from './batch-noter.js';
import type { LiveSettings } from './live-settings.js';
import { LogWriter, type QueuedBatch } from './log-writer.js';
import type { LogEnd } from './recover-log.js';
import type { FoundRow, GroupPlace } from './row-places.js';
import { Selection } from './select-rows.js';
import type { StoreParts } from './store-parts.js';
import { writeFailure } from './write-failure.js';

const DAY = 86_400_000;

/** A segment that is not full is completed after so long, or its records would be kept for ever. */
const SEGMENT_MS = DAY;

/** A batch that is not durable yet. */
interface PendingBatch extends QueuedBatch {
  readonly logged: LoggedRows;
  readonly firstRow: number;
  readonly selection: Selection;
  readonly notedBefore: BatchNoter['state'];
  readonly position: StreamPosition | undefined;
  readonly settle: (failure: Error | undefined) => void;
}

/** What batches have come to since the store was opened. */
export interface IntakeCounts {
  accepted: number;
  duplicates: number;
  revising: number;
  /** Bytes written. */
  bytes: number;
  /** Flushes that failed. */
  writeFailures: number;
}

export interface BatchIntakeOptions {
  readonly settings: LiveSettings;
  readonly parts: StoreParts;
  /** Where the log goes on. */
  readonly end: LogEnd;
  /** Wall clock, epoch ms. */
  readonly now: () => number;
  /** Called after each flush with the seconds that it took. */
  readonly onFlush: (seconds: number) => void;
}

/** Takes batches: what is new of each goes to the log, and counts once it is on disk, or never came. */
export class BatchIntake {
  readonly counts: IntakeCounts = { accepted: 0, duplicates: 0, revising: 0, bytes: 0, writeFailures: 0 };
  readonly #options: BatchIntakeOptions;
  readonly #writer: LogWriter<PendingBatch>;
  #pending: PendingBatch[] = [];
  #lastDurable: Promise<void> = Promise.resolve();
  #nextRow: number;
  /** When the first batch of the segment under way was written, epoch ms. */
  #segmentBegunAt = Infinity;

  constructor(options: BatchIntakeOptions) {
    this.#options = options;
    const { nextRow, nextSegment } = options.end;
    const { folder, flushMs } = options.settings;
    this.#nextRow = nextRow;
    this.#writer = new LogWriter(
      { folder, flushMs, nextRow, nextSegment },
      {
        durable: (batches, place) => this.#durable(batches, place),
        failed: (batches, cause) => this.#failed(batches, cause),
        flushed: (ms, bytes) => this.#flushed(ms, bytes),
        sealed: (segment, endRow) => this.#sealed(segment, endRow),
      },
    );
  }

  /** Bytes that are on their way to the disk. */
  get queuedBytes(): number {
    return this.#writer.queuedBytes;
  }

  /** @param position up to where the rows were read from a stream; it is written with them */
  take(
    rows: RecordRows,
    reject: (problem: RecordProblem, row: number) => void,
    position?: StreamPosition,
  ): TakenBatch {
    const { ids } = this.#options.parts;
    const { idWindowMs, futureMs } = this.#options.settings;
    const now = this.#options.now();
    ids.expire(now);
    if (ids.size >= this.#options.settings.maxIds) return this.#refuseForIds();
    const selection = new Selection(rows, {
      ids,
      firstRow: this.#nextRow,
      acceptedAt: now,
      oldestKnown: now - idWindowMs + futureMs,
      contentOf: (row) => this.#contentOf(row),
      reject,
    });
    if (selection.length > 0) this.#enqueue(selection, now, position);
    this.counts.duplicates += selection.duplicates;
    return { accepted: selection.accepted, duplicates: selection.duplicates, durable: this.#lastDurable };
  }

  /** All of it, known or not. Fails as a flush would, so that nothing goes on behind it. */
  #refuseForIds(): TakenBatch {
    this.counts.writeFailures++;
    const { maxIds } = this.#options.settings;
    const message = `records: ${maxIds} ids are known, as many as may be (--max-ids), so they were not taken; start the server with more, or with fewer --id-days`;
    const durable = Promise.reject(new ProblemError({ code: 'too-many-ids', field: 'id', message }));
    durable.catch(() => undefined);
    return { accepted: 0, duplicates: 0, durable };
  }

  /** Completes the segment under way where it is a day old. */
  async sealWhenOld(): Promise<void> {
    if (this.#options.now() - this.#segmentBegunAt >= SEGMENT_MS) await this.#writer.sealAfterAll();
  }

  /** Writes what is queued, and ends. */
  close(): Promise<void> {
    return this.#writer.close();
  }

  #enqueue(selection: Selection, acceptedAt: number, position: StreamPosition | undefined): void {
    const { noter } = this.#options.parts;
    const notedBefore = noter.state;
    const notes = { ...noter.take(), ...(position === undefined ? {} : { position }) };
    const { bytes, rows: logged } = createBatch(selection.length, notes, acceptedAt);
    selection.write(logged);
    const batch = { bytes, rows: logged.length, logged, firstRow: this.#nextRow, selection, position };
    this.#nextRow += logged.length;
    this.#lastDurable = new Promise<void>((resolve, reject) => {
      const settle = (failure: Error | undefined): void =>
        failure === undefined ? resolve() : reject(failure);
      this.#append({ ...batch, notedBefore, settle });
    });
    // Whoever sent it hears of a failure; that nobody listens any more is none of its own.
    this.#lastDurable.catch(() => undefined);
  }

  #append(batch: PendingBatch): void {
    this.#pending.push(batch);
    this.#writer.append(batch);
  }

  #durable(batches: readonly PendingBatch[], place: GroupPlace): void {
    const { places, retention, noter, history } = this.#options.parts;
    const now = this.#options.now();
    places.note(place);
    retention.noteBatch(now);
    this.#segmentBegunAt = Math.min(this.#segmentBegunAt, now);
    this.#pending.splice(0, batches.length);
    for (const { logged, selection, position, settle } of batches) {
      this.counts.accepted += selection.accepted;
      this.counts.revising += selection.revising;
      noter.position = position ?? noter.position;
      history.add(logged, place.segment);
      settle(undefined);
    }
  }

  /** Makes as if these batches, which are all that were pending, had never come. */
  #failed(batches: readonly PendingBatch[], cause: unknown): void {
    const [first] = batches;
    this.#pending = [];
    for (const { selection, logged } of batches.toReversed()) selection.takeBack(logged);
    this.#nextRow = first!.firstRow;
    this.#options.parts.noter.state = first!.notedBefore;
    this.#lastDurable = Promise.resolve();
    this.counts.writeFailures++;
    const failure = writeFailure(cause);
    for (const { settle } of batches) settle(failure);
  }

  #flushed(ms: number, bytes: number): void {
    this.counts.bytes += bytes;
    this.#options.onFlush(ms / 1_000);
  }

  #sealed(segment: number, endRow: number): void {
    this.#segmentBegunAt = Infinity;
    this.#options.parts.retention.noteSealed(segment, endRow);
  }

  #contentOf(row: number): FoundRow | undefined {
    const pending = this.#pending.find(({ firstRow, rows }) => row >= firstRow && row < firstRow + rows);
    if (pending !== undefined) return { rows: pending.logged, row: row - pending.firstRow };
    return this.#options.parts.places.find(row);
  }
}
