import { utcOffsetMs } from '../../protocol/timeline-info.js';
import type { RejectionCode } from '../../protocol/record.js';
import { createDictionaries, createRecordBatch, type RecordBatch } from '../records/record-batch.js';
import { RecordProblem } from '../records/record-problem.js';
import type { RecordRows } from '../records/record-rows.js';
import { RecordTerms } from '../records/record-terms.js';
import { createBatch, type LoggedRows } from '../timelines/live/batch-format.js';
import { IdIndex } from '../timelines/live/id-index.js';
import { PeriodSums, writeSumRow, type SumRow } from '../timelines/live/period-sums.js';
import type { FoundRow } from '../timelines/live/row-places.js';
import { Selection } from '../timelines/live/select-rows.js';
import { PARTIAL_ROWS, writePartial } from './partial-message.js';
import { RecordMessageReader, type RecordMessage } from './record-message-reader.js';
import type { TimelineTerms } from './timeline-terms.js';

/** A message of the stream of records, with its place there. */
export interface PlacedMessage extends RecordMessage {
  readonly seq: number;
  /** When the servers took it, epoch ms: the same whoever reads it, and so is what is decided by it. */
  readonly time: number;
}

/** What became of records. */
interface Counts {
  accepted: number;
  duplicates: number;
  /** By reason. */
  rejected: Record<string, number>;
}

/** A message of partial sums, and what became of the records that it is of. */
export interface DrainedSums {
  readonly data: Uint8Array;
  readonly counts: Readonly<Counts>;
}

/** Rows of a message that are taken, of which each may come to two: as many as one partial has room for. */
const TAKEN_ROWS = PARTIAL_ROWS / 2;

/** Bytes that a record has at least, in either form. */
const LEAST_BYTES = 60;

/** Rows that were written together, in case one is revised. */
interface HeldRows {
  readonly firstRow: number;
  readonly rows: LoggedRows;
  readonly time: number;
}

/**
 * Counts the records of one partition: what it comes to depends on the messages alone, so that whoever reads them again
 * decides the same.
 */
export class PartitionCounter {
  readonly terms: RecordTerms;
  readonly #partition: number;
  readonly #published: number;
  readonly #settled: TimelineTerms;
  readonly #dictionaries = createDictionaries();
  readonly #reader: RecordMessageReader;
  readonly #ids: IdIndex;
  readonly #sums = new PeriodSums((time) => Math.floor(time / 1_000) * 1_000);
  /** Rows that were added to the sums. */
  #written = 0;
  #held: HeldRows[] = [];
  #time = 0;
  #nextRow = 0;
  #from = 0;
  #to = 0;
  #counts = noCounts();

  /** @param published the last message whose sums were published before: up to there it only learns which ids are known */
  constructor(partition: number, settled: TimelineTerms, published: number) {
    this.#partition = partition;
    this.#published = this.#from = this.#to = published;
    this.#settled = settled;
    this.terms = new RecordTerms(this.#dictionaries, {
      currency: settled.currency,
      utcOffsetMs: utcOffsetMs(settled.utcOffset),
      span: () => ({ from: this.#time - settled.lateMs, to: this.#time + settled.futureMs }),
    });
    this.#reader = new RecordMessageReader(this.terms, this.#dictionaries);
    this.#ids = new IdIndex(settled.idWindowMs);
  }

  /** The last message that is counted. */
  get to(): number {
    return this.#to;
  }

  get isEmpty(): boolean {
    return this.#to === this.#from;
  }

  /** Whether the message can be counted before what was has been drained: all of it is to be in one partial. */
  hasRoomFor({ data }: RecordMessage): boolean {
    const rows = Math.min(TAKEN_ROWS, Math.ceil(data.length / LEAST_BYTES));
    // A row of sums may be told as two, of what came and what went, but then it is of two or more.
    const drained = Math.min(this.#written, 2 * this.#sums.size);
    return this.isEmpty || drained + 2 * rows <= PARTIAL_ROWS;
  }

  /** Ids by which records sent again are known. */
  get knownIds(): number {
    return this.#ids.size;
  }

  /** Counts a message; in order. */
  take(message: PlacedMessage): void {
    const isPublished = message.seq <= this.#published;
    this.#time = message.time;
    this.#ids.expire(message.time);
    this.#forget(message.time - this.#settled.idWindowMs - DAY);
    const reject = ({ code }: RecordProblem): void => this.#reject(code);
    let taken = 0;
    for (const rows of this.#reader.read(message, reject)) {
      const room = Math.max(0, TAKEN_ROWS - taken);
      for (let row = room; row < rows.length; row++) this.#reject('too-long');
      rows.length = Math.min(rows.length, room);
      taken += rows.length;
      this.#count(rows, reject, isPublished);
    }
    if (isPublished) this.#counts = noCounts();
    else this.#to = message.seq;
  }

  /** What was counted since the last time, as a message. */
  drain(): DrainedSums {
    const rows = batchOf(this.#sums);
    const header = {
      partition: this.#partition,
      from: this.#from,
      to: this.#to,
      currency: this.terms.currency,
      counts: this.#counts,
    };
    const drained = { data: writePartial(header, rows, this.#dictionaries), counts: this.#counts };
    this.#sums.clear();
    this.#written = 0;
    this.#counts = noCounts();
    this.#from = this.#to;
    return drained;
  }

  #count(rows: RecordRows, reject: (problem: RecordProblem) => void, isPublished: boolean): void {
    const { idWindowMs, futureMs } = this.#settled;
    const selection = new Selection(rows, {
      ids: this.#ids,
      firstRow: this.#nextRow,
      acceptedAt: this.#time,
      oldestKnown: this.#time - idWindowMs + futureMs,
      contentOf: (row) => this.#contentOf(row),
      reject,
    });
    this.#counts.accepted += selection.accepted;
    this.#counts.duplicates += selection.duplicates;
    if (selection.length === 0) return;
    const { rows: written } = createBatch(selection.length, {}, this.#time);
    selection.write(written);
    this.#held.push({ firstRow: this.#nextRow, rows: written, time: this.#time });
    this.#nextRow += selection.length;
    if (isPublished) return;
    this.#sums.add(written);
    this.#written += written.length;
  }

  #contentOf(row: number): FoundRow | undefined {
    let [low, high] = [0, this.#held.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.#held[middle]!.firstRow <= row) low = middle + 1;
      else high = middle;
    }
    const found = this.#held[low - 1];
    return found === undefined ? undefined : { rows: found.rows, row: row - found.firstRow };
  }

  #forget(before: number): void {
    const kept = this.#held.findIndex(({ time }) => time >= before);
    if (kept > FORGET_ROWS) this.#held = this.#held.slice(kept);
  }

  #reject(code: RejectionCode): void {
    this.#counts.rejected[code] = (this.#counts.rejected[code] ?? 0) + 1;
  }
}

const DAY = 86_400_000;

/** So many at once: what is kept is copied. */
const FORGET_ROWS = 1_000;

function noCounts(): Counts {
  return { accepted: 0, duplicates: 0, rejected: {} };
}

/** Sums as rows none of which stands for 0 records: where as many were taken back as came, those and these apart. */
export function batchOf(sums: PeriodSums): RecordBatch {
  let length = 0;
  for (const { records } of sums.rows()) length += records === 0 ? 2 : 1;
  const batch = createRecordBatch(length);
  for (const row of sums.rows())
    if (row.records !== 0) writeSumRow(row, batch, batch.length++);
    else for (const apart of cameAndWent(row)) writeSumRow(apart, batch, batch.length++);
  return batch;
}

function cameAndWent(row: SumRow): SumRow[] {
  const went = { ...row, records: -1, value: row.value - row.value, netKg: row.netKg - row.netKg };
  return [{ ...row, records: 1 }, went];
}
