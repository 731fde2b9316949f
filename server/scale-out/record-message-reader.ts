import type { MsgHdrs } from '@nats-io/transport-node';
import { ProblemError } from '../../protocol/errors.js';
import { BATCH_RECORDS, BatchReader } from '../records/batch-reader.js';
import { formatOf, readerOf } from '../records/body-format.js';
import type { CodedDimension, Dictionaries } from '../records/record-batch.js';
import { CODED_DIMENSIONS, CODES_PER_DIMENSION } from '../records/record-codes.js';
import { RecordProblem } from '../records/record-problem.js';
import type { RecordRows } from '../records/record-rows.js';
import type { RecordTerms } from '../records/record-terms.js';
import { copyRow, type LoggedBatch } from '../timelines/live/batch-format.js';
import { decodeRows, ROWS_HEADER, ROWS_VERSION, SENDER_HEADER } from './record-message.js';

/** A message of the stream of records. */
export interface RecordMessage {
  readonly data: Uint8Array;
  readonly headers?: MsgHdrs | undefined;
}

/** Why a record was not taken, and where in its message it is, from 1. */
type Reject = (problem: RecordProblem, line: number) => void;

/** Lines of rows that have none: their places. */
const LINES = Float64Array.from({ length: BATCH_RECORDS }, (_, row) => row + 1);

/**
 * Reads messages of records, in whichever of the two forms they are: rows that another Tradewall has checked, or lines
 * (NDJSON, JSON, CSV) of whoever publishes to the stream.
 */
export class RecordMessageReader {
  readonly #terms: RecordTerms;
  readonly #dictionaries: Dictionaries;
  #sender = '';
  #batch: BatchReader | undefined;
  #reject: Reject = () => undefined;

  constructor(terms: RecordTerms, dictionaries: Dictionaries) {
    this.#terms = terms;
    this.#dictionaries = dictionaries;
  }

  /**
   * The valid rows of a message in batches, cut at the same rows whenever it is read; a batch is valid until the next one.
   * @throws ProblemError where it is of a later version than is known here: it must not be passed over
   */
  *read({ data, headers }: RecordMessage, reject: Reject): Generator<RecordRows, void> {
    const version = headers?.get(ROWS_HEADER) ?? '';
    if (version === '') return yield* this.#lines(data, headers?.get(SENDER_HEADER) ?? '', reject);
    if (version !== String(ROWS_VERSION)) refuseVersion(version);
    const rows = this.#rows(data, reject);
    if (rows !== undefined && rows.length > 0) yield rows;
  }

  *#lines(data: Uint8Array, sender: string, reject: Reject): Generator<RecordRows, void> {
    this.#reject = reject;
    const batch = this.#batchOf(sender);
    batch.begin();
    if (data.length === 0) return;
    const bytes = Buffer.from(data.buffer, data.byteOffset, data.byteLength);
    try {
      const reader = readerOf(formatOf(bytes), batch);
      for (const part of [reader.push(bytes), reader.end()])
        for (const _full of part) {
          yield batch.rows;
          batch.begin();
        }
    } catch (fault) {
      // A header that can't be read is the publisher's mistake; what was read before counts.
      if (!(fault instanceof ProblemError)) throw fault;
      reject(new RecordProblem('bad-row', fault.message), 1);
    }
    if (batch.rows.length > 0) yield batch.rows;
  }

  #batchOf(sender: string): BatchReader {
    if (this.#batch === undefined || this.#sender !== sender) {
      this.#sender = sender;
      this.#batch = new BatchReader(this.#terms, sender, ({ line, code, message }) =>
        this.#reject(new RecordProblem(code, message), line),
      );
    }
    return this.#batch;
  }

  #rows(data: Uint8Array, reject: Reject): RecordRows | undefined {
    let batch: LoggedBatch;
    try {
      batch = decodeRows(data);
    } catch (fault) {
      reject(new RecordProblem('bad-row', `message: it is no rows: ${(fault as Error).message}`), 1);
      return undefined;
    }
    const { rows, notes } = batch;
    const hasAllCodes = this.#translate(batch);
    const problem = this.#currencyProblem(notes.currency);
    if (hasAllCodes && problem === undefined) return { ...rows, line: LINES };
    const kept = Array.from({ length: rows.length }, (_, row) => row).filter((row) => {
      const found = this.#problemOf(rows, row, problem);
      if (found !== undefined) reject(found, row + 1);
      return found === undefined;
    });
    if (kept.length < rows.length) for (const [row, from] of kept.entries()) copyRow(rows, from, rows, row);
    return { ...rows, length: kept.length, line: LINES };
  }

  /** Writes the places in our dictionaries over those in the message; NO_CODE, and false, where there is no room for one. */
  #translate({ rows, notes }: LoggedBatch): boolean {
    let hasAll = true;
    for (const dimension of CODED_DIMENSIONS) {
      const places = [0, ...(notes.codes?.[dimension] ?? []).map((code) => this.#placeOf(dimension, code))];
      const column = rows[dimension];
      for (let row = 0; row < rows.length; row++) {
        const place = places[column[row]!] ?? NO_CODE;
        column[row] = place;
        if (place === NO_CODE) hasAll = false;
      }
    }
    return hasAll;
  }

  #placeOf(dimension: CodedDimension, code: string): number {
    const dictionary = this.#dictionaries[dimension];
    if (!dictionary.has(code) && dictionary.size >= NO_CODE) return NO_CODE;
    return dictionary.intern(code);
  }

  #currencyProblem(currency: string | undefined): RecordProblem | undefined {
    if (currency === undefined) return undefined;
    if (this.#terms.currency === null) this.#terms.setCurrency(currency);
    if (this.#terms.currency === currency) return undefined;
    return new RecordProblem(
      'other-currency',
      `currency: expected ${this.#terms.currency}, that of the timeline, got ${currency}`,
    );
  }

  #problemOf(
    rows: LoggedBatch['rows'],
    row: number,
    currency: RecordProblem | undefined,
  ): RecordProblem | undefined {
    if (currency !== undefined && !Number.isNaN(rows.value[row])) return currency;
    const full = CODED_DIMENSIONS.find((dimension) => rows[dimension][row] === NO_CODE);
    if (full === undefined) return undefined;
    return new RecordProblem('too-many-codes', `${full}: there are ${NO_CODE} codes already`);
  }
}

/** The last of the places: kept for codes that there is no room for. */
const NO_CODE = CODES_PER_DIMENSION - 1;

function refuseVersion(version: string): never {
  const message = `records: a message has rows of version ${version}, this Tradewall knows ${ROWS_VERSION}; update it to go on`;
  throw new ProblemError({ code: 'unavailable', message });
}
