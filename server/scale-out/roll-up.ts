import { jetstream } from '@nats-io/jetstream';
import { batchPart, createDictionaries, type RecordBatch } from '../records/record-batch.js';
import { PeriodSums } from '../timelines/live/period-sums.js';
import type { Cluster } from './cluster.js';
import { keptPeriod } from './kept-period.js';
import {
  PARTIAL_ROWS,
  readPartial,
  recode,
  writePartial,
  type PartialHeader,
  type PartialMessage,
} from './partial-message.js';
import { batchOf } from './partition-counter.js';
import { publishMessage } from './publish-message.js';
import { readRollUps, type RollUp } from './read-roll-up.js';
import { readStream } from './read-stream.js';
import { partialsSubject, purgeBefore, STATES_STREAM, stateSubject, TICKS_STREAM } from './streams.js';

/** What a roll-up is written of. */
interface Gathered {
  readonly header: Omit<PartialHeader, 'rollUp'>;
  readonly rows: RecordBatch;
  /** The last message of partial sums that is in it. */
  readonly upTo: number;
}

/**
 * Sums up all partial sums of a partition into one roll-up, by the second and, what is older than records are kept one by
 * one, by the day; then removes what is in the roll-up before this one, so that whoever reads that still finds all behind it.
 * @returns bytes of the roll-up; undefined where nothing came since the last one
 * @throws JetStreamApiError where another process rolls it up, too
 */
export async function rollUp(cluster: Cluster, partition: number, now: number): Promise<number | undefined> {
  const { newest: before, end } = await readRollUps(cluster, partition);
  const dictionaries = createDictionaries();
  const gathered = await gather(cluster, partition, before, dictionaries, now);
  if (gathered === undefined) return undefined;
  const bytes = await publish(cluster, partition, end, gathered, dictionaries);
  if (before !== undefined) await removeBefore(cluster, partition, before);
  return bytes;
}

type Dictionaries = ReturnType<typeof createDictionaries>;

async function gather(
  cluster: Cluster,
  partition: number,
  before: RollUp | undefined,
  dictionaries: Dictionaries,
  now: number,
): Promise<Gathered | undefined> {
  const sums = new PeriodSums(keptPeriod(cluster.terms.all, now));
  for (const part of before?.parts ?? []) sums.add(recode(part, dictionaries));
  let upTo = before?.upTo ?? 0;
  let newest: PartialMessage | undefined;
  const counts = countsOf(before?.parts.at(-1));
  for await (const { seq, data } of readStream(cluster, TICKS_STREAM, partialsSubject(partition), upTo + 1)) {
    newest = readPartial(data);
    sums.add(recode(newest, dictionaries));
    addCounts(newest, counts);
    upTo = seq;
  }
  if (newest === undefined) return undefined;
  const { to, currency } = newest;
  return { header: { partition, from: 0, to, currency, counts }, rows: batchOf(sums), upTo };
}

/** Publishes the parts in a row; each expects the one before it, so that those of two processes never mix. */
async function publish(
  { connection }: Cluster,
  partition: number,
  end: number,
  { header, rows, upTo }: Gathered,
  dictionaries: Dictionaries,
): Promise<number> {
  const parts = Math.max(1, Math.ceil(rows.length / PARTIAL_ROWS));
  const stream = jetstream(connection);
  let last = end;
  let bytes = 0;
  for (let part = 0; part < parts; part++) {
    const some = batchPart(rows, part * PARTIAL_ROWS, Math.min(rows.length, (part + 1) * PARTIAL_ROWS));
    const data = writePartial({ ...header, rollUp: { upTo, part, parts } }, some, dictionaries);
    const options = { expect: { lastSubjectSequence: last } };
    last = await publishMessage(stream, stateSubject(partition), data, () => options);
    bytes += data.byteLength;
  }
  return bytes;
}

async function removeBefore({ manager }: Cluster, partition: number, before: RollUp): Promise<void> {
  await purgeBefore(manager, TICKS_STREAM, partialsSubject(partition), before.upTo);
  await purgeBefore(manager, STATES_STREAM, stateSubject(partition), before.first);
}

type Counts = PartialHeader['counts'];

function countsOf(part: PartialMessage | undefined): Counts {
  const { accepted, duplicates, rejected } = part?.counts ?? { accepted: 0, duplicates: 0, rejected: {} };
  return { accepted, duplicates, rejected: { ...rejected } };
}

function addCounts({ counts }: PartialMessage, to: Counts): void {
  to.accepted += counts.accepted;
  to.duplicates += counts.duplicates;
  for (const [code, count] of Object.entries(counts.rejected))
    to.rejected[code] = (to.rejected[code] ?? 0) + count;
}
