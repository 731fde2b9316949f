import { describe, expect, it } from 'vitest';
import type { Cluster } from '../../../server/scale-out/cluster.js';
import { StreamTaker } from '../../../server/scale-out/stream-taker.js';
import { RECORDS_STREAM } from '../../../server/scale-out/streams.js';
import { eventually } from '../../support/eventually.js';
import { natsOfTest } from '../../support/nats-of-test.js';
import { createRandom } from '../../support/random.js';
import { randomRecord } from '../../support/record-lines.js';
import { sendRecords } from '../../support/send-records.js';

const nats = natsOfTest();
const random = createRandom(12);

/** Bytes that the stream may have at most. */
const MOST = 300_000;

async function limit({ manager }: Cluster, max_bytes: number): Promise<void> {
  const { config } = await manager.streams.info(RECORDS_STREAM);
  await manager.streams.update(RECORDS_STREAM, { ...config, max_bytes });
}

/** Sends 40 records. Returns the problem where they were refused. */
async function send(taker: StreamTaker): Promise<unknown> {
  const records = Array.from({ length: 40 }, () => randomRecord(random, Date.now() - 1_000, undefined));
  try {
    await sendRecords(taker, records);
    return undefined;
  } catch (fault) {
    return (fault as { problem?: unknown }).problem ?? fault;
  }
}

async function sendUntilRefused(taker: StreamTaker): Promise<unknown> {
  for (;;) {
    const problem = await send(taker);
    if (problem !== undefined) return problem;
  }
}

describe('a stream of records that comes near its limit', () => {
  it('is given no more by any who publish to it, so that its servers never meet the limit, until there is room', async () => {
    const own = await nats.join();
    await limit(own, MOST);
    const takers = [own, await nats.join()].map(
      ({ connection, terms }) => new StreamTaker(connection, terms, Date.now),
    );
    const problems = await Promise.all(takers.map(sendUntilRefused));
    const message =
      /^records: expected at most \d+ bytes, which TRADEWALL_RECORDS has room for up to 95 % of its max_bytes, got \d+; they were not taken/;
    for (const problem of problems)
      expect(problem).toMatchObject({
        code: 'disk-full',
        message: expect.stringMatching(message) as string,
      });
    const { state } = await own.manager.streams.info(RECORDS_STREAM);
    expect(state.bytes).toBeGreaterThan(0.8 * MOST);
    expect(state.bytes).toBeLessThan(MOST);
    await limit(own, 2 * MOST);
    await eventually('there is room', async () => (await send(takers[0]!)) === undefined);
  });
});
