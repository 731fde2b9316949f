import { collectDefaultMetrics, Histogram, Registry } from 'prom-client';
import type { AnsweredRequest } from '../http/request-log.js';

/** What is answered at `/metrics`. */
export interface MetricsPage {
  readonly contentType: string;
  metrics(): Promise<string>;
}

/** A registry with what every process has: CPU, memory, the delay of the event loop. */
export function createMetrics(): Registry {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  return registry;
}

/** Times requests by route and status. */
export function requestMetrics(registry: Registry): (request: AnsweredRequest) => void {
  const seconds = new Histogram({
    name: 'tradewall_http_request_seconds',
    help: 'Time from a request to its answer; of records, until they are on disk.',
    labelNames: ['method', 'route', 'status'],
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 5, 30],
    registers: [registry],
  });
  return ({ method, route, status, ms }) => seconds.observe({ method, route, status }, ms / 1_000);
}
