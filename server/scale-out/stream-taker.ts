import { jetstream, type JetStreamClient } from '@nats-io/jetstream';
import { headers, type NatsConnection } from '@nats-io/transport-node';
import { nanoid } from 'nanoid';
import { ProblemError } from '../../protocol/errors.js';
import { utcOffsetMs } from '../../protocol/timeline-info.js';
import { createDictionaries } from '../records/record-batch.js';
import type { RecordProblem } from '../records/record-problem.js';
import { HAS_KEY, KEY_WORDS, type RecordRows } from '../records/record-rows.js';
import type { RecordTaker, TakenBatch } from '../records/record-taker.js';
import { RecordTerms } from '../records/record-terms.js';
import { QUEUE_BYTES } from '../timelines/live/live-settings.js';
import { AFTER_HEADER, afterHeader, type Acknowledged } from './message-chain.js';
import { publishMessage } from './publish-message.js';
import { encodeRows, MESSAGE_ROWS, ROWS_HEADER, ROWS_VERSION } from './record-message.js';
import { StreamRoom } from './stream-room.js';
import { recordsSubject } from './streams.js';
import type { SettledTerms } from './timeline-terms.js';

/** A part of a batch on its way. */
interface Message {
  readonly subject: string;
  readonly data: Uint8Array;
  /** Whether all of its records have ids, by which those that are there twice count once. */
  readonly isKeyed: boolean;
}

/**
 * Publishes records, by partition, and acknowledges when the servers have them. Those of one id meet in one partition, where
 * it is decided which count; so what is known already is not told to the sender.
 */
export class StreamTaker implements RecordTaker {
  readonly terms: RecordTerms;
  readonly counts = { accepted: 0, bytes: 0, failures: 0 };
  readonly #dictionaries = createDictionaries();
  readonly #settled: SettledTerms;
  readonly #stream: JetStreamClient;
  readonly #room: StreamRoom;
  readonly #now: () => number;
  /** By it and a number, messages are known. */
  readonly #name = nanoid();
  #messages = 0;
  /** By subject the last message that the servers have, by which readers tell whether they are shown all. */
  readonly #acknowledged = new Map<string, Acknowledged>();
  #nextPartition: number;
  #queuedBytes = 0;
  #isEnded = false;

  constructor(connection: NatsConnection, settled: SettledTerms, now: () => number) {
    this.#stream = jetstream(connection);
    this.#room = new StreamRoom(connection);
    this.#settled = settled;
    this.#now = now;
    const { currency, utcOffset, lateMs, futureMs, partitions } = settled.all;
    // Processes that begin at the same time begin with different ones.
    this.#nextPartition = Math.floor(Math.random() * partitions);
    this.terms = new RecordTerms(this.#dictionaries, {
      currency,
      utcOffsetMs: utcOffsetMs(utcOffset),
      span: () => ({ from: now() - lateMs, to: now() + futureMs }),
    });
  }

  get isBusy(): boolean {
    return this.#queuedBytes > QUEUE_BYTES;
  }

  /** Bytes that are not acknowledged yet. */
  get queuedBytes(): number {
    return this.#queuedBytes;
  }

  take(rows: RecordRows, _reject: (problem: RecordProblem, row: number) => void): TakenBatch {
    const accepted = rows.length;
    const { keyed, others } = this.#messagesOf(rows);
    const bytes = bytesOf(keyed) + bytesOf(others);
    this.#queuedBytes += bytes;
    return { accepted, duplicates: 0, durable: this.#publishBatch(keyed, others, { accepted, bytes }) };
  }

  /** No message is tried again from now on. */
  close(): void {
    this.#isEnded = true;
  }

  async #publishBatch(
    keyed: readonly Message[],
    others: readonly Message[],
    { accepted, bytes }: { accepted: number; bytes: number },
  ): Promise<void> {
    try {
      await this.#room.take(bytes);
      await this.#publish(keyed, others);
      this.counts.accepted += accepted;
      this.counts.bytes += bytes;
    } catch (fault) {
      this.counts.failures++;
      throw fault;
    } finally {
      this.#queuedBytes -= bytes;
    }
  }

  /** What has no id last: a batch that failed before can be sent again without counting any of it twice. */
  async #publish(keyed: readonly Message[], others: readonly Message[]): Promise<void> {
    await this.#settleCurrency();
    await Promise.all(keyed.map((message) => this.#publishOne(message)));
    await Promise.all(others.map((message) => this.#publishOne(message)));
  }

  async #publishOne({ subject, data, isKeyed }: Message): Promise<void> {
    const header = headers();
    header.set(ROWS_HEADER, String(ROWS_VERSION));
    const before = this.#acknowledged.get(subject);
    if (before !== undefined) header.set(AFTER_HEADER, afterHeader(before));
    let id = this.#nextId();
    const optionsOf = () => ({ msgID: isKeyed ? (id = this.#nextId()) : id, headers: header });
    const seq = await publishMessage(this.#stream, subject, data, optionsOf, () => this.#isEnded);
    // Of several on their way at a time, the last one in the stream.
    if (seq > (this.#acknowledged.get(subject)?.seq ?? 0)) this.#acknowledged.set(subject, { seq, id });
  }

  #nextId(): string {
    return `${this.#name}-${this.#messages++}`;
  }

  /** The first record with a value says what the currency is: whichever process has it. */
  async #settleCurrency(): Promise<void> {
    const { currency } = this.terms;
    if (currency === null || this.#settled.currency === currency) return;
    const settled = await this.#settled.settleCurrency(currency);
    if (settled === currency) return;
    this.terms.setCurrency(settled);
    const message = `currency: expected ${settled}, that of the timeline, got ${currency}; none of these records was taken`;
    throw new ProblemError({ code: 'bad-request', field: 'currency', message });
  }

  #messagesOf(rows: RecordRows): { keyed: Message[]; others: Message[] } {
    const { partitions } = this.#settled.all;
    const byPartition = Array.from({ length: partitions }, (): number[] => []);
    const unnamed: number[] = [];
    for (let row = 0; row < rows.length; row++)
      if ((rows.flags[row]! & HAS_KEY) === 0) unnamed.push(row);
      else byPartition[partitionOf(rows.key, row, partitions)]!.push(row);
    const keyed = byPartition.flatMap((which, partition) => this.#split(rows, which, partition, true));
    this.#nextPartition = (this.#nextPartition + 1) % partitions;
    return { keyed, others: this.#split(rows, unnamed, this.#nextPartition, false) };
  }

  #split(rows: RecordRows, which: readonly number[], partition: number, isKeyed: boolean): Message[] {
    const messages: Message[] = [];
    const noted = { currency: this.terms.currency, acceptedAt: this.#now() };
    for (let at = 0; at < which.length; at += MESSAGE_ROWS) {
      const data = encodeRows(rows, which.slice(at, at + MESSAGE_ROWS), this.#dictionaries, noted);
      messages.push({ subject: recordsSubject(partition), data, isKeyed });
    }
    return messages;
  }
}

/** The partition of a key: the same in every process, whoever took the record. */
function partitionOf(keys: Uint32Array, row: number, partitions: number): number {
  return keys[row * KEY_WORDS + 2]! % partitions;
}

function bytesOf(messages: readonly Message[]): number {
  return messages.reduce((sum, { data }) => sum + data.byteLength, 0);
}
