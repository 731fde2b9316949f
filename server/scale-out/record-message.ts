import type { RecordRows } from '../records/record-rows.js';
import type { CodedDimension, Dictionaries } from '../records/record-batch.js';
import { CODED_DIMENSIONS } from '../records/record-codes.js';
import { copyRow, createBatch, readBatch, type LoggedBatch } from '../timelines/live/batch-format.js';

/** Header of a message whose body is rows, checked already; its value is the version of their form. */
export const ROWS_HEADER = 'Tradewall-Rows';
export const ROWS_VERSION = 1;

/** Header of a message of lines: whose ids the records have that name no source. */
export const SENDER_HEADER = 'Tradewall-Sender';

/** Rows of a message: half of the 1 MiB that servers of NATS take unless told otherwise, notes and headers aside. */
export const MESSAGE_ROWS = 8_192;

/** Places of codes in a message, by their places in the dictionaries: 0, not reported, is the same in both. */
type LocalCodes = Readonly<Record<CodedDimension, { readonly index: Map<number, number>; codes: string[] }>>;

/**
 * Rows as a message that is read by itself: the form of the log of live records, with the codes that they have.
 * @param which their places in `rows`
 * @param acceptedAt when they were checked, epoch ms
 */
export function encodeRows(
  rows: RecordRows,
  which: readonly number[],
  dictionaries: Dictionaries,
  { currency, acceptedAt }: { currency: string | null; acceptedAt: number },
): Uint8Array {
  const local = localCodes(rows, which, dictionaries);
  const codes = Object.fromEntries(CODED_DIMENSIONS.map((name) => [name, local[name].codes]));
  const notes = { codes, ...(currency === null ? {} : { currency }) };
  const batch = createBatch(which.length, notes, acceptedAt);
  for (const [row, from] of which.entries()) {
    copyRow(rows, from, batch.rows, row);
    for (const name of CODED_DIMENSIONS) batch.rows[name][row] = local[name].index.get(rows[name][from]!)!;
  }
  return batch.bytes;
}

/** Reads such a message; its codes are those of its notes, numbered from 1. */
export function decodeRows(data: Uint8Array): LoggedBatch {
  // Columns begin where their types may: in memory of their own.
  const copy = new Uint8Array(data.byteLength);
  copy.set(data);
  return readBatch(copy.buffer, 0).batch;
}

function localCodes(rows: RecordRows, which: readonly number[], dictionaries: Dictionaries): LocalCodes {
  const local = Object.fromEntries(
    CODED_DIMENSIONS.map((name) => {
      const index = new Map([[0, 0]]);
      const codes: string[] = [];
      const column = rows[name];
      for (const row of which) {
        const code = column[row]!;
        if (index.has(code)) continue;
        index.set(code, codes.push(dictionaries[name].code(code)!));
      }
      return [name, { index, codes }];
    }),
  );
  return local as unknown as LocalCodes;
}
