import type { Registry } from 'prom-client';
import type { Aggregator } from '../scale-out/aggregator.js';
import type { PartitionAggregator } from '../scale-out/partition-aggregator.js';
import { counter, gauge, gauges } from './register.js';

/** What an aggregator counts, and how far behind it is. */
export function aggregatorMetrics(registry: Registry, { share, ticks, upkeep }: Aggregator): void {
  const byPartition =
    (read: (aggregator: PartitionAggregator) => number): (() => Iterable<readonly [string, number]>) =>
    () =>
      [...share.counting].map(([partition, aggregator]) => [String(partition), read(aggregator)] as const);
  const { totals } = share;
  gauge(registry, 'tradewall_partitions', 'Partitions that are counted here.', () => share.counting.size);
  gauges(
    registry,
    'tradewall_partition_pending_messages',
    'Messages of records that are not counted yet.',
    'partition',
    byPartition(({ pending }) => pending),
  );
  gauges(
    registry,
    'tradewall_partition_known_ids',
    'Ids by which records sent again are known.',
    'partition',
    byPartition(({ knownIds }) => knownIds),
  );
  gauge(registry, 'tradewall_most_ids', 'Ids that may be known.', () => share.maxIds);
  counter(
    registry,
    'tradewall_records_accepted_total',
    'Records whose sums were published.',
    () => totals.accepted,
  );
  counter(registry, 'tradewall_records_duplicate_total', 'Records known already.', () => totals.duplicates);
  counter(
    registry,
    'tradewall_records_refused_total',
    'Records of the stream that do not count.',
    () => totals.rejected,
  );
  counter(registry, 'tradewall_partials_total', 'Messages of partial sums published.', () => totals.partials);
  counter(registry, 'tradewall_partial_bytes_total', 'Bytes of partial sums published.', () => totals.bytes);
  counter(registry, 'tradewall_partitions_lost_total', 'Partitions lost by a failure.', () => totals.lost);
  counter(
    registry,
    'tradewall_record_gaps_total',
    'Times that a server did not show acknowledged messages of records, so that they were read from another.',
    () => totals.gaps,
  );
  counter(registry, 'tradewall_ticks_set_total', 'Ends of ticks set by this process.', () => ticks.count);
  counter(registry, 'tradewall_roll_ups_total', 'Roll-ups of a partition written.', () => upkeep.count);
  gauge(registry, 'tradewall_sets_ticks', 'Whether this process sets the ends of ticks.', () =>
    Number(ticks.isSetter),
  );
}
