import type { Registry } from 'prom-client';
import type { RejectionCode } from '../../protocol/record.js';
import type { Gateway } from '../scale-out/gateway.js';
import type { StreamTaker } from '../scale-out/stream-taker.js';
import { counter, counters, gauge, rejections } from './register.js';

/** How a gateway follows its cluster, and what the aggregators say that came of the records. */
export function gatewayMetrics(registry: Registry, gateway: Gateway): void {
  const { counts, records } = gateway;
  counter(registry, 'tradewall_gateway_ticks_total', 'Tick markers read.', () => counts.ticks);
  counter(
    registry,
    'tradewall_gateway_bytes_total',
    'Bytes read of partial sums and markers.',
    () => counts.bytes,
  );
  counter(
    registry,
    'tradewall_gateway_partials_total',
    'Messages of partial sums taken.',
    () => records.counts.partials,
  );
  counter(registry, 'tradewall_gateway_rows_total', 'Rows of those messages.', () => records.counts.rows);
  gauge(
    registry,
    'tradewall_gateway_silence_seconds',
    'Time since the last marker.',
    () => gateway.silenceMs / 1_000,
  );
  gauge(
    registry,
    'tradewall_gateway_delay_seconds',
    'How much later than at best the last marker was read.',
    () => gateway.delayMs / 1_000,
  );
  gauge(
    registry,
    'tradewall_gateway_pending_messages',
    'Messages that are not read yet.',
    () => gateway.pending,
  );
  counter(
    registry,
    'tradewall_cluster_records_accepted_total',
    'Records that aggregators have counted, as far as this gateway has read.',
    () => records.counts.accepted,
  );
  counter(
    registry,
    'tradewall_cluster_records_duplicate_total',
    'Records that aggregators knew already.',
    () => records.counts.duplicates,
  );
  counters(
    registry,
    'tradewall_cluster_records_rejected_total',
    'Records that aggregators refused, by reason.',
    'code',
    () => records.counts.rejected,
  );
}

/** What was published of the records that were sent. Returns what is to be told of each rejection. */
export function publishMetrics(registry: Registry, taker: StreamTaker): (code: RejectionCode) => void {
  const { counts } = taker;
  counter(
    registry,
    'tradewall_records_published_total',
    'Records that NATS has acknowledged.',
    () => counts.accepted,
  );
  counter(registry, 'tradewall_published_bytes_total', 'Bytes of those records.', () => counts.bytes);
  counter(
    registry,
    'tradewall_publish_failures_total',
    'Batches that NATS did not acknowledge.',
    () => counts.failures,
  );
  gauge(registry, 'tradewall_queue_bytes', 'Bytes that are not acknowledged yet.', () => taker.queuedBytes);
  return rejections(registry, 'tradewall_records_rejected_total', 'Records refused, by reason.');
}
