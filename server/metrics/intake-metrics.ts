import { Histogram, type Registry } from 'prom-client';
import type { RejectionCode } from '../../protocol/record.js';
import type { LiveStore } from '../timelines/live/live-store.js';
import { counter, gauge, rejections } from './register.js';

/** From a fast disk to one that is stuck. */
const FLUSH_BUCKETS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1, 5];

/** What came of the records that were sent, and what is on its way. Returns what is to be told of each rejection. */
export function intakeMetrics(registry: Registry, store: LiveStore): (code: RejectionCode) => void {
  const { counts } = store;
  counter(registry, 'tradewall_records_accepted_total', 'Records taken.', () => counts.accepted);
  counter(registry, 'tradewall_records_duplicate_total', 'Records known already.', () => counts.duplicates);
  counter(
    registry,
    'tradewall_records_revising_total',
    'Records that took the place of others.',
    () => counts.revising,
  );
  counter(registry, 'tradewall_write_failures_total', 'Flushes that failed.', () => counts.writeFailures);
  counter(registry, 'tradewall_log_bytes_total', 'Bytes written to the log.', () => counts.bytes);
  gauge(registry, 'tradewall_queue_bytes', 'Bytes on their way to the disk.', () => store.load.queuedBytes);
  gauge(registry, 'tradewall_known_ids', 'Ids by which records sent again are known.', () => store.load.ids);
  gauge(registry, 'tradewall_most_ids', 'Ids that may be known.', () => store.load.maxIds);
  gauge(
    registry,
    'tradewall_early_records',
    'Records that wait for their time.',
    () => store.history.waiting,
  );
  const flush = new Histogram({
    name: 'tradewall_flush_seconds',
    help: 'Time that a flush of the log takes.',
    buckets: FLUSH_BUCKETS,
    registers: [registry],
  });
  store.onFlush = (seconds) => flush.observe(seconds);
  return rejections(registry, 'tradewall_records_rejected_total', 'Records refused, by reason.');
}
