import { setTimeout as pause } from 'node:timers/promises';
import { openIntake } from '../../server/scale-out/open-intake.js';
import { startNats } from '../nats-servers.js';
import { median, type BenchLine } from './bench-line.js';
import { CountedRecords } from './counted-records.js';
import { publishBatch, RECORDS, recordBatches } from './record-batches.js';
import { serveProcess, type ServedProcess } from './served-process.js';

const ROUNDS = 3;
const PARTITIONS = 8;

/** Until partitions are shared out; each process asks every second or so. */
const SHARED_MS = 250;

interface AggregateRound {
  readonly cpuPerRecordUs: number;
  /** Bytes of partial sums that a record came to. */
  readonly bytesPerRecord: number;
}

/** What a record costs aggregators, until its sums are published, and whether it costs more where there are more of them. */
export async function measureAggregate(): Promise<BenchLine> {
  const batches = recordBatches();
  const rounds = new Map<number, AggregateRound[]>([4, 2, 1].map((count) => [count, []]));
  for (let round = 0; round < ROUNDS; round++)
    for (const [count, figures] of rounds) figures.push(await measureRound(batches, count));
  const figuresOf = (count: number): number[] =>
    rounds.get(count)!.map(({ cpuPerRecordUs }) => cpuPerRecordUs);
  const one = 'one aggregator';
  const bytes = median([...rounds.values()].flat().map(({ bytesPerRecord }) => bytesPerRecord));
  return {
    what: `CPU of all aggregators per record, ${RECORDS / 1_000},000 records in ${PARTITIONS} partitions`,
    unit: 'µs',
    contestants: [
      { name: 'four aggregators', rounds: figuresOf(4) },
      { name: 'two aggregators', rounds: figuresOf(2) },
      { name: one, rounds: figuresOf(1) },
    ],
    goals: [{ peer: one, atMost: 1.1 }],
    notes: [
      'whole processes, from the stream of records of one nats-server until it has acknowledged all partial sums: known by their ids, summed up by the second and all their codes',
      `after ${((batches.length - 1) * RECORDS) / 1_000},000 records that were not counted; who sends them and nats-server are processes of their own`,
      `${bytes.toPrecision(3)} bytes of partial sums per record, hardly any two of which are of the same second and codes`,
    ],
  };
}

async function measureRound(batches: readonly Buffer[], count: number): Promise<AggregateRound> {
  const nats = await startNats();
  const intake = await openIntake(nats.url, 'bench', Date.now);
  const aggregators: ServedProcess[] = [];
  const counted = await CountedRecords.watch(nats.url);
  try {
    for (let index = 0; index < count; index++)
      aggregators.push(await serveProcess('aggregate', '--nats', nats.url));
    await untilShared(aggregators);
    const used = (): number => aggregators.reduce((sum, each) => sum + each.cpuMs(), 0);
    let [cpuMs, bytes] = [0, 0];
    for (const [index, batch] of batches.entries()) {
      [cpuMs, bytes] = [used(), counted.bytes];
      await publishBatch(intake.taker, batch);
      await counted.until((index + 1) * RECORDS);
    }
    return {
      cpuPerRecordUs: (1_000 * (used() - cpuMs)) / RECORDS,
      bytesPerRecord: (counted.bytes - bytes) / RECORDS,
    };
  } finally {
    await counted.close();
    await intake.close();
    for (const aggregator of aggregators) await aggregator.stop();
    await nats.remove();
  }
}

async function untilShared(aggregators: readonly ServedProcess[]): Promise<void> {
  const share = PARTITIONS / aggregators.length;
  for (;;) {
    const pages = await Promise.all(
      aggregators.map(async ({ url }) => (await fetch(`${url}metrics`)).text()),
    );
    if (pages.every((page) => page.includes(`tradewall_partitions ${share}\n`))) return;
    await pause(SHARED_MS);
  }
}
