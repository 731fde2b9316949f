import { IntakeTally } from '../../server/records/intake-tally.js';
import { takeBody } from '../../server/records/take-body.js';
import type { StreamTaker } from '../../server/scale-out/stream-taker.js';
import { recordLines } from './record-lines.js';

/** Of each batch. */
export const RECORDS = 400_000;

/** Those by which processes are compiled and their memory comes to be as large as they need it, and the last, which is measured. */
const BATCHES = 3;

/** Bytes that are handed over at a time, as a socket does. */
const CHUNK_BYTES = 65_536;

/** Bodies of NDJSON, each of other records. */
export function recordBatches(): Buffer[] {
  const lines = recordLines(BATCHES * RECORDS);
  return Array.from({ length: BATCHES }, (_, index) =>
    Buffer.from(lines.slice(index * RECORDS, (index + 1) * RECORDS).join('\n')),
  );
}

/** Sends a batch to the stream; resolves when NATS has acknowledged it. */
export async function publishBatch(taker: StreamTaker, batch: Buffer): Promise<void> {
  const chunks = (async function* () {
    for (let at = 0; at < batch.length; at += CHUNK_BYTES) yield batch.subarray(at, at + CHUNK_BYTES);
  })();
  const tally = new IntakeTally();
  await takeBody(taker, { bytes: chunks, format: 'ndjson', isGzip: false, sender: '' }, tally);
  if (tally.report.accepted !== RECORDS) throw new Error(`${tally.report.accepted} were published`);
}
