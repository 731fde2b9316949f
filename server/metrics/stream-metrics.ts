import { Counter, type Registry } from 'prom-client';
import type { RejectionCode } from '../../protocol/record.js';
import type { LiveStream } from '../scale-out/live-stream.js';
import { gauge } from './register.js';

/** How far the stream has been read. Returns what is to be told of each record of it that is not taken. */
export function streamMetrics(registry: Registry, stream: LiveStream): (code: RejectionCode) => void {
  gauge(
    registry,
    'tradewall_stream_pending_messages',
    'Messages of the stream of records that are not taken yet.',
    () => stream.pending,
  );
  const rejected = new Counter({
    name: 'tradewall_stream_records_rejected_total',
    help: 'Records of the stream that were not taken, by reason.',
    labelNames: ['code'],
    registers: [registry],
  });
  return (code) => rejected.inc({ code });
}
