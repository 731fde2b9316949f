import { DeliverPolicy, jetstream } from '@nats-io/jetstream';
import { describe, expect, it } from 'vitest';
import type { Cluster } from '../../../server/scale-out/cluster.js';
import { TICK_SUBJECT, TICKS_STREAM } from '../../../server/scale-out/streams.js';
import { readTickMarker, type TickMarker } from '../../../server/scale-out/tick-marker.js';
import { TickSetter } from '../../../server/scale-out/tick-setter.js';
import { eventually } from '../../support/eventually.js';
import { natsOfTest } from '../../support/nats-of-test.js';

const nats = natsOfTest();

async function startSetter(now = Date.now): Promise<{ cluster: Cluster; setter: TickSetter }> {
  const cluster = await nats.join();
  const setter = new TickSetter(cluster, now, () => undefined);
  nats.closeAfter(() => setter.close());
  return { cluster, setter };
}

/** Follows the markers as they come. */
async function follow({ connection }: Cluster): Promise<TickMarker[]> {
  const markers: TickMarker[] = [];
  const consumer = await jetstream(connection).consumers.get(TICKS_STREAM, {
    filter_subjects: TICK_SUBJECT,
    deliver_policy: DeliverPolicy.All,
  });
  await consumer.consume({ callback: (message) => void markers.push(readTickMarker(message.data)) });
  return markers;
}

describe('markers of ticks', () => {
  it('are one row of numbers and times that never go back, whichever process sets them', async () => {
    const own = await nats.join();
    const markers = await follow(own);
    const first = await startSetter();
    await eventually('the first sets them', () => first.setter.isSetter);
    // Its clock is an hour behind.
    const second = await startSetter(() => Date.now() - 3_600_000);
    await eventually('there are some', () => markers.length >= 3);
    expect(second.setter.isSetter).toBe(false);
    await first.cluster.connection.close();
    await eventually('the second sets them', () => second.setter.count >= 3);
    await eventually('they have been heard', () => markers.length >= first.setter.count + 3);
    expect(new Set(markers.map(({ epoch }) => epoch))).toEqual(new Set([own.terms.all.epoch]));
    expect(markers.map(({ tick }) => tick - markers[0]!.tick)).toEqual(markers.map((_, index) => index));
    expect(markers.map(({ at }) => at)).toEqual(markers.map(({ at }) => at).sort((a, b) => a - b));
  }, 60_000);
});
