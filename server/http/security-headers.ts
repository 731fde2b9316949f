import { createHash } from 'node:crypto';
import type { MiddlewareHandler } from 'hono';

/**
 * What a page may load: its own scripts, files and those written into it, and styles; figures and feeds from anywhere, for
 * a wall may show another server's. Charts set sizes as inline styles, and pictures are saved from data.
 */
const contentSecurityPolicy = (html: string): string =>
  [
    "default-src 'self'",
    ["script-src 'self'", ...inlineScripts(html)].join(' '),
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data: blob:",
    "media-src 'self' data: blob:",
    'connect-src *',
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');

/**
 * What a policy calls the scripts that are written into a page.
 * @see https://www.w3.org/TR/CSP3/#grammardef-hash-source
 */
function inlineScripts(html: string): string[] {
  const scripts = [...html.matchAll(/<script>(.*?)<\/script>/gs)].map(([, script]) => script!);
  return scripts.map((script) => `'sha256-${createHash('sha256').update(script).digest('base64')}'`);
}

/** Headers that keep a browser from taking answers for what they are not. */
export function securityHeaders(): MiddlewareHandler {
  return async (context, next) => {
    await next();
    context.header('X-Content-Type-Options', 'nosniff');
    context.header('Referrer-Policy', 'no-referrer');
    if (context.res.headers.get('content-type')?.startsWith('text/html') === true)
      context.header('Content-Security-Policy', contentSecurityPolicy(await context.res.clone().text()));
  };
}
