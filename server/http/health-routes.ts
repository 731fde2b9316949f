import { Hono } from 'hono';
import type { MetricsPage } from '../metrics/create-metrics.js';

export interface HealthOptions {
  readonly version: string;
  /** Undefined once everything is loaded and under way; until then, what is being waited for. */
  readonly notReady: () => string | undefined;
  /** What is to be said at `/metrics`; without, there is nothing. */
  readonly metrics?: MetricsPage | undefined;
}

/** What supervisors and load balancers ask. */
export function healthRoutes({ version, notReady, metrics }: HealthOptions): Hono {
  const routes = new Hono();
  routes.get('/healthz', (context) => context.json({ status: 'ok', version }));
  routes.get('/readyz', (context) => {
    const waitingFor = notReady();
    return waitingFor === undefined
      ? context.json({ status: 'ready' })
      : context.json({ status: 'starting', waitingFor }, 503);
  });
  if (metrics !== undefined)
    routes.get('/metrics', async (context) =>
      context.body(await metrics.metrics(), 200, { 'Content-Type': metrics.contentType }),
    );
  return routes;
}
