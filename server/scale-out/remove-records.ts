import { DeliverPolicy, jetstream } from '@nats-io/jetstream';
import type { Cluster } from './cluster.js';
import { readPartial } from './partial-message.js';
import { partialsSubject, purgeBefore, RECORDS_STREAM, recordsSubject, TICKS_STREAM } from './streams.js';

/** A day more than ids are known for: by whole days they are forgotten. */
const DAY = 86_400_000;

/**
 * Removes from the stream of records those of a partition that are in partial sums and so old that none of their ids is
 * known any more: only what is still needed to go on after a crash is kept.
 */
export async function removeRecords(cluster: Cluster, partition: number, now: number): Promise<void> {
  const { connection, manager, terms } = cluster;
  const last = await manager.streams.getMessage(TICKS_STREAM, { last_by_subj: partialsSubject(partition) });
  if (last === null) return;
  const { to } = readPartial(last.data);
  const consumer = await jetstream(connection).consumers.get(RECORDS_STREAM, {
    filter_subjects: recordsSubject(partition),
    deliver_policy: DeliverPolicy.StartTime,
    opt_start_time: new Date(now - terms.all.idWindowMs - DAY).toISOString(),
  });
  const { num_pending } = await consumer.info();
  const first = num_pending === 0 ? Infinity : ((await consumer.next())?.seq ?? 0);
  await purgeBefore(manager, RECORDS_STREAM, recordsSubject(partition), Math.min(first, to + 1));
}
