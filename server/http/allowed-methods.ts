import type { Hono } from 'hono';
import { METHODS } from 'hono/router';

/** Methods of HTTP that are answered at a path by itself, and not by what looks for files; in the order of `Allow`. */
export function allowedMethods(app: Hono, path: string): readonly string[] {
  const allowed = METHODS.map((method) => method.toUpperCase()).filter((method) =>
    app.router
      .match(method, path)[0]
      .some(([[, route]]) => route.method === method && !route.path.endsWith('*')),
  );
  return allowed.includes('GET') ? [...allowed, 'HEAD'] : allowed;
}
