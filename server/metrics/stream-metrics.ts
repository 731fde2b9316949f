import type { Registry } from 'prom-client';
import type { RejectionCode } from '../../protocol/record.js';
import type { LiveStream } from '../scale-out/live-stream.js';
import { gauge, rejections } from './register.js';

/** How far the stream has been read. Returns what is to be told of each record of it that is not taken. */
export function streamMetrics(registry: Registry, stream: LiveStream): (code: RejectionCode) => void {
  gauge(
    registry,
    'tradewall_stream_pending_messages',
    'Messages of the stream of records that are not taken yet.',
    () => stream.pending,
  );
  return rejections(
    registry,
    'tradewall_stream_records_rejected_total',
    'Records of the stream that were not taken, by reason.',
  );
}
