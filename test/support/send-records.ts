import { IntakeTally } from '../../server/records/intake-tally.js';
import { takeBody } from '../../server/records/take-body.js';
import type { IntakeReport } from '../../protocol/record.js';
import type { RecordTaker } from '../../server/records/record-taker.js';
import { toNdjson, type SentRecord } from './record-lines.js';

/** Sends records as one body, and resolves once they are acknowledged. */
export async function sendRecords(
  taker: RecordTaker,
  records: readonly SentRecord[],
  sender = '',
): Promise<IntakeReport> {
  const tally = new IntakeTally();
  const bytes = (async function* () {
    yield Buffer.from(toNdjson(records));
  })();
  await takeBody(taker, { bytes, format: 'ndjson', isGzip: false, sender }, tally);
  return tally.report;
}
