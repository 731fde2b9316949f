import { randomBytes } from 'node:crypto';
import type { MiddlewareHandler } from 'hono';
import { matchedRoutes } from 'hono/route';

/** One request that was answered. */
export interface AnsweredRequest {
  /** Trace id of W3C Trace Context: the asker's where it sent `traceparent`, else one of ours. */
  readonly traceId: string;
  readonly method: string;
  /** Pattern of the route, so that paths that are made up are not counted one by one. */
  readonly route: string;
  readonly path: string;
  readonly status: number;
  readonly ms: number;
}

/** Gives each request an id, tells it to the asker in `X-Request-Id`, and tells what became of it. */
export function requestLog(onRequest: (request: AnsweredRequest) => void): MiddlewareHandler {
  return async (context, next) => {
    const start = performance.now();
    const traceId = traceIdOf(context.req.header('traceparent')) ?? randomBytes(16).toString('hex');
    await next();
    const { method, path } = context.req;
    const route = matchedRoutes(context).find(({ path }) => !path.includes('*'))?.path ?? '/*';
    const { status } = context.res;
    context.header('X-Request-Id', traceId);
    onRequest({ traceId, method, route, path, status, ms: performance.now() - start });
  };
}

/** https://www.w3.org/TR/trace-context/#traceparent-header */
function traceIdOf(traceparent: string | undefined): string | undefined {
  const id = /^[\da-f]{2}-([\da-f]{32})-[\da-f]{16}-[\da-f]{2}/.exec(traceparent ?? '')?.[1];
  return id === undefined || /^0+$/.test(id) ? undefined : id;
}
