import { mkdir } from 'node:fs/promises';
import { ProblemError } from '../../../protocol/errors.js';
import { utcOffsetMs } from '../../../protocol/timeline-info.js';
import { createDictionaries, type Dictionaries } from '../../records/record-batch.js';
import type { RecordProblem } from '../../records/record-problem.js';
import type { RecordRows } from '../../records/record-rows.js';
import type { RecordTaker, TakenBatch } from '../../records/record-taker.js';
import { NET_KG_DIGITS, RecordTerms } from '../../records/record-terms.js';
import type { SentRecords } from '../../recording/sent-records.js';
import { readSettled, type SettledTimeline } from './settled-timeline.js';
import { createBatch, type LoggedRows, type StreamPosition } from './batch-format.js';
import { BatchNoter } from './batch-noter.js';
import { writeFailure } from './write-failure.js';
import { IdIndex } from './id-index.js';
import { lockFolder } from './folder-lock.js';
import { LiveHistory } from './live-history.js';
import { QUEUE_BYTES, type LiveSettings } from './live-settings.js';
import { LogWriter, type QueuedBatch } from './log-writer.js';
import type { LogEnd } from './recover-log.js';
import { recoverStore } from './recover-store.js';
import { Retention } from './retention.js';
import { RowPlaces, type FoundRow, type GroupPlace } from './row-places.js';
import { Selection } from './select-rows.js';

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

/** The records of a live timeline: on disk before they are acknowledged, and counted once. */
export class LiveStore implements RecordTaker {
  readonly dictionaries: Dictionaries;
  readonly terms: RecordTerms;
  readonly history = new LiveHistory();
  readonly now: () => number;
  readonly #settings: LiveSettings;
  readonly #settled: SettledTimeline;
  readonly #ids: IdIndex;
  readonly #places: RowPlaces;
  readonly #noter: BatchNoter;
  readonly #retention: Retention;
  /** When the first batch of the segment under way was written, epoch ms. */
  #segmentBegunAt = Infinity;
  #writer!: LogWriter<PendingBatch>;
  #pending: PendingBatch[] = [];
  #lastDurable: Promise<void> = Promise.resolve();
  #nextRow = 0;
  #unlock: () => Promise<void> = () => Promise.resolve();

  private constructor(settings: LiveSettings, settled: SettledTimeline, now: () => number) {
    this.now = now;
    this.#settings = settings;
    this.#settled = settled;
    this.dictionaries = createDictionaries();
    this.terms = new RecordTerms(this.dictionaries, {
      currency: settings.currency,
      utcOffsetMs: utcOffsetMs(settled.utcOffset),
      span: () => ({ from: now() - settings.lateMs, to: now() + settings.futureMs }),
    });
    this.#ids = new IdIndex(settings.idWindowMs);
    this.#places = new RowPlaces(settings.folder);
    this.#noter = new BatchNoter(this.dictionaries, this.terms);
    this.#retention = new Retention({
      folder: settings.folder,
      utcOffsetMs: this.terms.utcOffsetMs,
      // A record that is known by its id has to be there, to be revised.
      keepMs: Math.max(settings.keepMs, settings.idWindowMs + DAY),
      history: this.history,
      notes: () => this.#noter.all(),
    });
  }

  /**
   * Opens the store of a folder, made where there is none, as it was when the last acknowledged record was written.
   * @param now wall clock, epoch ms
   * @throws ProblemError `in-use`, `store-damaged`, or `bad-request` where it was begun with other settings
   */
  static async open(settings: LiveSettings, now: () => number): Promise<LiveStore> {
    await mkdir(settings.folder, { recursive: true });
    const unlock = await lockFolder(settings.folder);
    try {
      const store = new LiveStore(settings, await readSettled(settings, now()), now);
      store.#unlock = unlock;
      await store.#recover();
      return store;
    } catch (fault) {
      await unlock();
      throw fault;
    }
  }

  get utcOffset(): string {
    return this.#settled.utcOffset;
  }

  /** Start of what it shows, epoch ms: when it was begun, or its oldest record. */
  get from(): number {
    return Math.min(this.#settled.begunAt, this.history.earliest);
  }

  /** Its records as they are, to be recorded. */
  get sent(): SentRecords {
    const { dictionaries, terms, utcOffset, history } = this;
    return {
      get terms() {
        const { currency, valueDigits } = terms;
        return { dictionaries, utcOffset, currency, valueDigits, netKgDigits: NET_KG_DIGITS };
      },
      byHour: (from, to) => history.byHour(from, to),
    };
  }

  /** Whether senders have to wait before they send more. */
  get isBusy(): boolean {
    return this.#writer.queuedBytes > QUEUE_BYTES;
  }

  /** What has been done since it was opened. */
  readonly counts = { accepted: 0, duplicates: 0, revising: 0, bytes: 0, writeFailures: 0 };
  /** Called after each flush with the seconds that it took. */
  onFlush: (seconds: number) => void = () => undefined;

  /** Ids that are known, and bytes that are on their way to the disk. */
  get load(): { readonly ids: number; readonly queuedBytes: number } {
    return { ids: this.#ids.size, queuedBytes: this.#writer.queuedBytes };
  }

  /** Up to where a stream is in the log: what comes after it is to be taken next. */
  get position(): StreamPosition | undefined {
    return this.#noter.position;
  }

  /** @param position that the rows were read from a stream up to there is written with them, so that they are taken once */
  take(
    rows: RecordRows,
    reject: (problem: RecordProblem, row: number) => void,
    position?: StreamPosition,
  ): TakenBatch {
    const now = this.now();
    this.#ids.expire(now);
    const selection = new Selection(rows, {
      ids: this.#ids,
      firstRow: this.#nextRow,
      acceptedAt: now,
      oldestKnown: now - this.#settings.idWindowMs + this.#settings.futureMs,
      contentOf: (row) => this.#contentOf(row),
      reject,
    });
    if (selection.length > 0) this.#enqueue(selection, now, position);
    this.counts.duplicates += selection.duplicates;
    return { accepted: selection.accepted, duplicates: selection.duplicates, durable: this.#lastDurable };
  }

  /** To be called now and then: completes a segment that is a day old, and sums up what was kept for long enough. */
  async maintain(): Promise<void> {
    const now = this.now();
    this.history.release(now);
    if (now - this.#segmentBegunAt >= SEGMENT_MS) await this.#writer.sealAfterAll();
    const segment = await this.#retention.sumUp(now);
    if (segment !== undefined) this.#places.forget(segment + 1);
  }

  /** Writes what is queued, and ends. */
  async close(): Promise<void> {
    await this.#writer.close();
    await this.#unlock();
  }

  #enqueue(selection: Selection, acceptedAt: number, position: StreamPosition | undefined): void {
    const notedBefore = this.#noter.state;
    const notes = { ...this.#noter.take(), ...(position === undefined ? {} : { position }) };
    const { bytes, rows } = createBatch(selection.length, notes, acceptedAt);
    selection.write(rows);
    const durable = new Promise<void>((resolve, reject) => {
      const settle = (failure: Error | undefined): void =>
        failure === undefined ? resolve() : reject(failure);
      const batch = {
        bytes,
        rows: rows.length,
        logged: rows,
        firstRow: this.#nextRow,
        selection,
        notedBefore,
        position,
        settle,
      };
      this.#pending.push(batch);
      this.#nextRow += rows.length;
      this.#writer.append(batch);
    });
    // Whoever sent it hears of a failure; that nobody listens any more is none of its own.
    durable.catch(() => undefined);
    this.#lastDurable = durable;
  }

  #durable(batches: readonly PendingBatch[], place: GroupPlace): void {
    this.#places.note(place);
    this.#pending.splice(0, batches.length);
    this.#segmentBegunAt = Math.min(this.#segmentBegunAt, this.now());
    this.#retention.noteBatch(this.now());
    for (const { logged, selection, position, settle } of batches) {
      this.counts.accepted += selection.accepted;
      this.counts.revising += selection.revising;
      this.#noter.position = position ?? this.#noter.position;
      this.history.add(logged, place.segment);
      settle(undefined);
    }
  }

  /** Makes as if these batches, which are all that were pending, had never come. */
  #failed(batches: readonly PendingBatch[], cause: unknown): void {
    this.#pending = [];
    for (const { selection, logged } of batches.toReversed()) selection.takeBack(logged);
    const [first] = batches;
    this.#nextRow = first!.firstRow;
    this.#noter.state = first!.notedBefore;
    this.#lastDurable = Promise.resolve();
    this.counts.writeFailures++;
    const failure = writeFailure(cause);
    for (const { settle } of batches) settle(failure);
  }

  #contentOf(row: number): FoundRow | undefined {
    const pending = this.#pending.find(({ firstRow, rows }) => row >= firstRow && row < firstRow + rows);
    if (pending !== undefined) return { rows: pending.logged, row: row - pending.firstRow };
    return this.#places.find(row);
  }

  async #recover(): Promise<void> {
    // What is visible when it is read need not be put aside first.
    this.history.release(this.now());
    const { folder, flushMs, currency } = this.#settings;
    const parts = {
      ids: this.#ids,
      places: this.#places,
      noter: this.#noter,
      retention: this.#retention,
      history: this.history,
    };
    const end = await recoverStore(folder, parts);
    if (currency !== null && this.terms.currency !== currency)
      refuseCurrency(folder, this.terms.currency!, currency);
    this.#begin(end, flushMs);
    this.#ids.expire(this.now());
  }

  #begin({ nextRow, nextSegment }: LogEnd, flushMs: number): void {
    this.#nextRow = nextRow;
    this.#writer = new LogWriter(
      { folder: this.#settings.folder, flushMs, nextRow, nextSegment },
      {
        durable: (batches, place) => this.#durable(batches, place),
        failed: (batches, cause) => this.#failed(batches, cause),
        flushed: (ms, bytes) => {
          this.counts.bytes += bytes;
          this.onFlush(ms / 1_000);
        },
        sealed: (segment, endRow) => {
          this.#segmentBegunAt = Infinity;
          this.#retention.noteSealed(segment, endRow);
        },
      },
    );
  }
}

function refuseCurrency(folder: string, kept: string, asked: string): never {
  const message = `--currency: the records in ${folder} are in ${kept}, got ${asked}; choose another folder`;
  throw new ProblemError({ code: 'bad-request', field: '--currency', message });
}
