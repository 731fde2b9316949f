import { pino } from 'pino';
import { describe, expect, it } from 'vitest';
import { startAggregator, type Aggregator } from '../../../server/scale-out/aggregator.js';
import type { Cluster } from '../../../server/scale-out/cluster.js';
import type { PartialMessage } from '../../../server/scale-out/partial-message.js';
import { readRollUp } from '../../../server/scale-out/read-roll-up.js';
import { removeRecords } from '../../../server/scale-out/remove-records.js';
import { rollUp } from '../../../server/scale-out/roll-up.js';
import { StreamTaker } from '../../../server/scale-out/stream-taker.js';
import { RECORDS_STREAM, STATES_STREAM } from '../../../server/scale-out/streams.js';
import { eventually } from '../../support/eventually.js';
import { natsOfTest } from '../../support/nats-of-test.js';
import { naiveTotals, readPartials, totalsOf } from '../../support/partial-totals.js';
import { createRandom } from '../../support/random.js';
import { countedRecords, nextRecords, type RecordModel } from '../../support/record-model.js';
import { sendRecords } from '../../support/send-records.js';

const DAY = 86_400_000;
const PARTITIONS = 2;
const ASKED = { partitions: PARTITIONS, keepMs: 2 * DAY, utcOffset: '+08:00' };
const nats = natsOfTest();

async function aggregate(): Promise<Aggregator> {
  const aggregator = await startAggregator(await nats.join(ASKED), Date.now, pino({ enabled: false }));
  nats.closeAfter(() => aggregator.close());
  return aggregator;
}

/** What a gateway that starts now reads: the newest roll-ups, and the partial sums behind them. */
async function readAll(cluster: Cluster): Promise<PartialMessage[]> {
  const partials = await readPartials(cluster);
  const read: PartialMessage[] = [];
  for (let partition = 0; partition < PARTITIONS; partition++) {
    const rolled = await readRollUp(cluster, partition);
    const end = rolled?.parts[0]!.to ?? 0;
    // All parts of a roll-up end at the same record.
    for (const [index, part] of (rolled?.parts ?? []).entries())
      read.push({ ...part, from: index === 0 ? 0 : end });
    read.push(...partials.filter((partial) => partial.partition === partition && partial.to > end));
  }
  return read;
}

describe('roll-ups', () => {
  it('have all that a partition came to, by the day where that is old, and let go of what nobody needs', async () => {
    const random = createRandom(12);
    console.log(`seed ${random.seed}`);
    const model: RecordModel = new Map();
    const own = await nats.join(ASKED);
    const taker = new StreamTaker(own.connection, own.terms, Date.now);
    let aggregator = await aggregate();
    const now = Date.now();
    const firstKept = Math.floor((now - 2 * DAY + 28_800_000) / DAY) * DAY - 28_800_000;
    const startOf = (time: number): number =>
      time < firstKept
        ? Math.floor((time + 28_800_000) / DAY) * DAY - 28_800_000
        : Math.floor(time / 1_000) * 1_000;
    const sendAndRoll = async (): Promise<void> => {
      const { accepted, duplicates } = aggregator.share.totals;
      await sendRecords(taker, nextRecords(random, model, now, 300));
      await eventually('all is counted', () => {
        const { totals } = aggregator.share;
        return totals.accepted + totals.duplicates === accepted + duplicates + 300;
      });
      for (let partition = 0; partition < PARTITIONS; partition++)
        expect(await rollUp(own, partition, now)).toBeGreaterThan(0);
      expect(totalsOf(await readAll(own))).toEqual(naiveTotals(countedRecords(model), startOf));
    };
    for (let time = 0; time < 3; time++) await sendAndRoll();
    expect(await rollUp(own, 0, now)).toBeUndefined();
    // The newest and the one before it.
    expect((await own.manager.streams.info(STATES_STREAM)).state.messages).toBe(2 * PARTITIONS);

    for (let partition = 0; partition < PARTITIONS; partition++) await removeRecords(own, partition, now);
    const { state } = await own.manager.streams.info(RECORDS_STREAM);
    expect(state.messages).toBe(3 * PARTITIONS);
    for (let partition = 0; partition < PARTITIONS; partition++)
      await removeRecords(own, partition, now + 30 * DAY);
    expect((await own.manager.streams.info(RECORDS_STREAM)).state.messages).toBe(0);

    // Who goes on finds no records, but where the sums end.
    await aggregator.close();
    aggregator = await aggregate();
    await eventually('it counts', () => aggregator.share.counting.size === PARTITIONS);
    model.clear();
    await sendRecords(taker, nextRecords(random, model, now + 1, 50));
    await eventually('it goes on', () => aggregator.share.totals.accepted > 0);
    const ends = (await readAll(own)).map(({ partition, from, to }) => ({ partition, from, to }));
    for (let partition = 0; partition < PARTITIONS; partition++) {
      const own = ends.filter((each) => each.partition === partition);
      for (const [index, { from }] of own.entries()) expect(from).toBe(own[index - 1]?.to ?? 0);
    }
  }, 60_000);
});
