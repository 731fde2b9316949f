import { isDeepStrictEqual } from 'node:util';
import { jetstream } from '@nats-io/jetstream';
import { pino } from 'pino';
import { describe, expect, it } from 'vitest';
import { startAggregator, type Aggregator } from '../../../server/scale-out/aggregator.js';
import type { Cluster } from '../../../server/scale-out/cluster.js';
import { StreamTaker } from '../../../server/scale-out/stream-taker.js';
import { clusterCommand } from '../../support/cluster-command.js';
import { runCommand } from '../../support/command-line.js';
import { eventually } from '../../support/eventually.js';
import { natsOfTest } from '../../support/nats-of-test.js';
import { naiveTotals, readPartials, totalsOf, type Totals } from '../../support/partial-totals.js';
import { createRandom } from '../../support/random.js';
import { toNdjson } from '../../support/record-lines.js';
import { countedRecords, nextRecords, type RecordModel } from '../../support/record-model.js';
import { sendRecords } from '../../support/send-records.js';

const nats = natsOfTest();

async function aggregate(): Promise<{ cluster: Cluster; aggregator: Aggregator }> {
  const cluster = await nats.join();
  const aggregator = await startAggregator(cluster, Date.now, pino({ enabled: false }));
  return { cluster, aggregator };
}

/** Waits until the partial sums come to the naive ones; at the end says where they do not. */
async function agree(cluster: Cluster, model: RecordModel): Promise<void> {
  const expected = naiveTotals(countedRecords(model));
  let found: Totals = {};
  try {
    await eventually('all is counted', async () => {
      found = totalsOf(await readPartials(cluster));
      return isDeepStrictEqual(found, expected);
    });
  } finally {
    expect(found).toEqual(expected);
  }
}

describe('aggregators', () => {
  it('publish sums that come to the naive ones, repeats and revisions counted once, over several processes', async () => {
    const random = createRandom(9);
    console.log(`seed ${random.seed}`);
    const model: RecordModel = new Map();
    const own = await nats.join();
    const taker = new StreamTaker(own.connection, own.terms, Date.now);
    const first = await aggregate();
    nats.closeAfter(() => first.aggregator.close());
    const send = async (): Promise<void> => {
      const sent = nextRecords(random, model, Date.now(), 200);
      expect(await sendRecords(taker, sent)).toEqual({ accepted: 200, duplicates: 0, rejected: [] });
    };
    await send();
    await agree(own, model);
    const second = await aggregate();
    await eventually(
      'they share the partitions',
      () => second.aggregator.share.counting.size === 4 && first.aggregator.share.counting.size === 4,
    );
    await send();
    await agree(own, model);
    await second.aggregator.close();
    await send();
    await eventually('the other has them all', () => first.aggregator.share.counting.size === 8);
    await send();
    await agree(own, model);
  }, 60_000);

  it('go on where one died without a word', async () => {
    const random = createRandom(10);
    console.log(`seed ${random.seed}`);
    const model: RecordModel = new Map();
    const own = await nats.join();
    const taker = new StreamTaker(own.connection, own.terms, Date.now);
    const dying = await clusterCommand('aggregate', nats.url);
    nats.closeAfter(() => dying.stop('SIGKILL'));
    await sendRecords(taker, nextRecords(random, model, Date.now(), 300));
    await dying.stop('SIGKILL');
    await sendRecords(taker, nextRecords(random, model, Date.now(), 300));
    const next = await aggregate();
    nats.closeAfter(() => next.aggregator.close());
    await eventually('leases have run out', () => next.aggregator.share.counting.size === 8);
    await agree(own, model);
  }, 60_000);

  it('are a command, that tells how it is and lets others go on when it is stopped', async () => {
    const own = await nats.join();
    const command = await clusterCommand('aggregate', nats.url, '--partitions', '8');
    nats.closeAfter(() => command.stop('SIGKILL'));
    const model: RecordModel = new Map();
    await sendRecords(
      new StreamTaker(own.connection, own.terms, Date.now),
      nextRecords(createRandom(4), model, Date.now(), 100),
    );
    await agree(own, model);
    const metrics = await eventually('it sets ticks', async () => {
      const page = await (await fetch(`${command.url}metrics`)).text();
      return page.includes('tradewall_sets_ticks 1') ? page : undefined;
    });
    expect(metrics).toMatch(/^tradewall_partitions 8$/m);
    await command.stop();
    // Leases were given back: nothing is waited for.
    const next = await aggregate();
    nats.closeAfter(() => next.aggregator.close());
    await eventually('the next has them all', () => next.aggregator.share.counting.size === 8);
    expect(command.log).toContain('partition left');
  }, 60_000);

  it('count nothing more while they know as many ids as they may, say so, and go on where others take partitions', async () => {
    const random = createRandom(13);
    console.log(`seed ${random.seed}`);
    const model: RecordModel = new Map();
    const own = await nats.join();
    const taker = new StreamTaker(own.connection, own.terms, Date.now);
    const first = await clusterCommand('aggregate', nats.url, '--max-ids', '100');
    nats.closeAfter(() => first.stop('SIGKILL'));
    for (let batch = 0; batch < 20; batch++)
      await sendRecords(taker, nextRecords(random, model, Date.now(), 40));
    const told = await eventually('it says that it has no room', async () => {
      const response = await fetch(`${first.url}readyz`);
      return response.status === 503 ? ((await response.json()) as { waitingFor: string }) : undefined;
    });
    expect(told.waitingFor).toBe(
      'room for ids: records: 100 ids are known, as many as may be (--max-ids), so no more records are counted; start this process with more, or more aggregators',
    );
    await eventually('its log has it', () =>
      first.log.includes('nothing more is counted until there is room'),
    );
    const known = async (): Promise<number> => {
      const text = await (await fetch(`${first.url}metrics`)).text();
      const ids = text.matchAll(/^tradewall_partition_known_ids\{.*\} (\d+)$/gm);
      return [...ids].reduce((sum, [, count]) => sum + Number(count), 0);
    };
    const full = await known();
    expect(full).toBeLessThan(model.size);
    const second = await aggregate();
    nats.closeAfter(() => second.aggregator.close());
    await eventually('it has given partitions back', async () => (await known()) < full);
    await first.stop();
    await agree(own, model);
  }, 60_000);

  it('refuse other terms than those that were settled, and no servers', async () => {
    await nats.join();
    const other = await runCommand('aggregate', '--nats', nats.url, '--partitions', '16');
    expect(other).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('partitions 8, got 16') as string,
    });
    const none = await runCommand('aggregate');
    expect(none).toMatchObject({ code: 2, stderr: expect.stringContaining('--nats: missing') as string });
  }, 60_000);

  it('count what a stranger publishes, and tell what they refuse', async () => {
    const own = await nats.join();
    const { aggregator } = await aggregate();
    nats.closeAfter(() => aggregator.close());
    const model: RecordModel = new Map();
    const lines = `${toNdjson(nextRecords(createRandom(3), model, Date.now(), 20))}{"time":"2026"}\n`;
    await jetstream(own.connection).publish('tradewall.records.2', lines);
    const [partial] = await eventually('it is counted', async () => {
      const partials = await readPartials(own);
      return partials.length > 0 ? partials : undefined;
    });
    expect(partial).toMatchObject({
      partition: 2,
      from: 0,
      currency: 'CNY',
      counts: { rejected: { 'bad-field': 1 } },
    });
    expect(totalsOf([partial!])).toEqual(naiveTotals(countedRecords(model)));
  }, 60_000);
});
