import { jetstream } from '@nats-io/jetstream';
import { Kvm } from '@nats-io/kv';
import { connect, headers, type NatsConnection } from '@nats-io/transport-node';
import { describe, expect, it } from 'vitest';
import { ROWS_HEADER } from '../../../server/scale-out/record-message.js';
import { PartitionShare } from '../../../server/scale-out/partition-share.js';
import { recordsSubject } from '../../../server/scale-out/streams.js';
import { eventually } from '../../support/eventually.js';
import { natsOfTest } from '../../support/nats-of-test.js';
import { readPartials } from '../../support/partial-totals.js';
import { createRandom } from '../../support/random.js';
import { randomRecord, toNdjson } from '../../support/record-lines.js';

/** Terms as they were when they were first kept: what every later build has to be able to read. */
const GOLDEN =
  '{"utcOffset":"+08:00","currency":"CNY","idWindowMs":604800000,"keepMs":691200000,"futureMs":600000,' +
  '"lateMs":63158400000,"partitions":8,"begunAt":1767600000000,"epoch":"kJ9x_Q2-","version":1}';

const nats = natsOfTest();

async function connected(): Promise<NatsConnection> {
  const connection = await connect({ servers: nats.servers[0]!.url });
  nats.closeAfter(() => connection.close());
  return connection;
}

async function keep(terms: string): Promise<void> {
  const bucket = await new Kvm(await connected()).create('tradewall');
  await bucket.create('timeline', terms);
}

describe('the terms of a timeline, which NATS keeps', () => {
  it('are what they were first', async () => {
    const { version: _version, ...asked } = JSON.parse(GOLDEN) as { version: number };
    await nats.join(asked);
    const bucket = await new Kvm(await connected()).open('tradewall');
    expect(JSON.parse((await bucket.get('timeline'))!.string())).toEqual(JSON.parse(GOLDEN));
  });

  it('are read as they were first', async () => {
    await keep(GOLDEN);
    expect((await nats.join()).terms.all).toEqual(JSON.parse(GOLDEN));
  });

  it('are refused where a later build has settled them, with the remedy', async () => {
    await keep(GOLDEN.replace('"version":1', '"version":2'));
    await expect(nats.join()).rejects.toThrow(
      '--nats: the timeline there has version 2, this Tradewall knows 1; update it',
    );
  });
});

describe('records of a later build', () => {
  it('are not passed over: nothing behind them in their partition is counted, and the others are', async () => {
    const own = await nats.join();
    const stream = jetstream(await connected());
    const line = (): string => toNdjson([randomRecord(createRandom(5), Date.now() - 1_000)]);
    const later = headers();
    later.set(ROWS_HEADER, '2');
    await stream.publish(recordsSubject(0), line());
    await stream.publish(recordsSubject(0), 'rows of a form that is not known here', { headers: later });
    await stream.publish(recordsSubject(0), line());
    await stream.publish(recordsSubject(1), line());
    const lost: string[] = [];
    const share = await PartitionShare.open(
      await nats.join(),
      {
        taken: () => undefined,
        left: (_partition, fault) => void lost.push(String((fault as Error | undefined)?.message)),
        failed: () => undefined,
        incomplete: () => undefined,
        full: () => undefined,
      },
      1_000,
    );
    nats.closeAfter(() => share.close());
    await eventually('it was tried again', () => lost.length >= 2);
    expect(new Set(lost)).toEqual(
      new Set(['records: a message has rows of version 2, this Tradewall knows 1; update it to go on']),
    );
    const counted = async (): Promise<string[]> =>
      (await readPartials(own)).map(({ partition, to }) => `${partition} to ${to}`).sort();
    await eventually('other partitions are counted', async () => (await counted()).includes('1 to 4'));
    expect((await counted()).filter((each) => each !== '0 to 1' && each !== '1 to 4')).toEqual([]);
  }, 60_000);
});
