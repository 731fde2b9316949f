import { pino } from 'pino';
import { describe, expect, it } from 'vitest';
import { startAggregator } from '../../../server/scale-out/aggregator.js';
import type { Cluster } from '../../../server/scale-out/cluster.js';
import { StreamTaker } from '../../../server/scale-out/stream-taker.js';
import { RECORDS_STREAM } from '../../../server/scale-out/streams.js';
import { runCommand } from '../../support/command-line.js';
import { eventually } from '../../support/eventually.js';
import { natsOfTest } from '../../support/nats-of-test.js';
import { readPartials } from '../../support/partial-totals.js';
import { createRandom } from '../../support/random.js';
import { randomRecord } from '../../support/record-lines.js';
import { sendRecords } from '../../support/send-records.js';

const nats = natsOfTest();

/** Sends revisions of one record, each of them a message of the same partition. */
async function sendRevisions(cluster: Cluster, count: number): Promise<void> {
  const taker = new StreamTaker(cluster.connection, cluster.terms, Date.now);
  const random = createRandom(31);
  for (let revision = 0; revision < count; revision++)
    await sendRecords(taker, [randomRecord(random, Date.now() - 1_000, 'one')]);
}

/** What is lost in the middle, by a server that says nothing of it. */
async function lose(cluster: Cluster, seq: number): Promise<void> {
  await cluster.manager.streams.deleteMessage(RECORDS_STREAM, seq, false);
}

describe('records that were acknowledged, of which some are not there', () => {
  it('are not counted on behind a message that is missing', async () => {
    const own = await nats.join();
    await sendRevisions(own, 4);
    await lose(own, 3);
    const aggregator = await startAggregator(await nats.join(), Date.now, pino({ enabled: false }));
    nats.closeAfter(() => aggregator.close());
    expect(await aggregator.share.failure).toMatchObject({
      problem: {
        code: 'store-damaged',
        message: expect.stringMatching(
          /^tradewall\.records\.\d: expected the message 3, which was acknowledged, got up to 2 without it/,
        ) as string,
      },
    });
    const counted = await readPartials(own);
    expect(Math.max(0, ...counted.map(({ to }) => to))).toBeLessThanOrEqual(2);
  }, 60_000);

  it('end the command with a code of failure, so that it is started again and not taken for sound', async () => {
    const own = await nats.join();
    await sendRevisions(own, 3);
    await lose(own, 2);
    const ended = await runCommand('aggregate', '--nats', nats.url, '--port', '0', '--json-log');
    expect(ended).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('expected the message 2, which was acknowledged') as string,
    });
  }, 60_000);

  it('are counted on where what is gone was counted, and removed as no longer needed', async () => {
    const own = await nats.join();
    await sendRevisions(own, 3);
    const first = await startAggregator(await nats.join(), Date.now, pino({ enabled: false }));
    const countedTo = async (to: number): Promise<boolean> =>
      (await readPartials(own)).some((partial) => partial.to === to);
    await eventually('all is counted', () => countedTo(3));
    await first.close();
    await own.manager.streams.purge(RECORDS_STREAM, { seq: 3 });
    const next = await startAggregator(await nats.join(), Date.now, pino({ enabled: false }));
    nats.closeAfter(() => next.close());
    await sendRevisions(own, 1);
    await eventually('what came since is counted', () => countedTo(4));
    expect(next.share.totals.gaps).toBe(0);
  }, 60_000);
});
