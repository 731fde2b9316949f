import type { MiddlewareHandler } from 'hono';

/**
 * What our pages may load: their own scripts and styles; figures and feeds from anywhere, for a wall may show another
 * server's. Charts set sizes as inline styles, and pictures are saved from data.
 */
const CONTENT_SECURITY_POLICY = [
  "default-src 'self'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data: blob:",
  "media-src 'self' data: blob:",
  'connect-src *',
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'none'",
].join('; ');

/** Headers that keep a browser from taking answers for what they are not. */
export function securityHeaders(): MiddlewareHandler {
  return async (context, next) => {
    await next();
    context.header('X-Content-Type-Options', 'nosniff');
    context.header('Referrer-Policy', 'no-referrer');
    if (context.res.headers.get('content-type')?.startsWith('text/html') === true)
      context.header('Content-Security-Policy', CONTENT_SECURITY_POLICY);
  };
}
