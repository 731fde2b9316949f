import type { Context, MiddlewareHandler } from 'hono';
import type { Access, Credentials } from '../access/access.js';
import type { Origins } from '../access/origins.js';
import type { Role } from '../access/roles.js';
import { ProblemError } from '../../protocol/errors.js';

export interface GuardOptions {
  readonly access: Access;
  readonly origins: Origins;
}

/** Lets a request on that may: what changes something takes a page of our own or one that is allowed, besides the role. */
export function guard({ access, origins }: GuardOptions): MiddlewareHandler {
  return async (context, next) => {
    if (context.req.method === 'OPTIONS') return next();
    const role = roleFor(context.req.method, context.req.path);
    // A browser sends a plain POST to any address that any page names.
    if (context.req.method === 'POST') checkOrigin(context, origins);
    if (role !== undefined) context.set('identity', access.require(role, credentialsOf(context)));
    return next();
  };
}

export function credentialsOf(context: Context): Credentials {
  return { authorization: context.req.header('authorization') };
}

/** What an address takes; undefined: nothing. */
function roleFor(method: string, path: string): Role | undefined {
  if (path === '/metrics') return 'operator';
  if (path === '/api/tickets') return undefined;
  // Sums are for who watches; what is declared, record by record, is for who sends it and who runs the server.
  if (path === '/api/records') return method === 'POST' ? 'sender' : 'operator';
  return path.startsWith('/api/') ? 'viewer' : undefined;
}

function checkOrigin(context: Context, origins: Origins): void {
  const origin = context.req.header('origin');
  if (origins.allows(origin, context.req.header('host'))) return;
  const message = `Origin: pages of ${origin!.slice(0, 80)} may not send here; start the server with --origin for those that may`;
  throw new ProblemError({ code: 'forbidden', field: 'Origin', message });
}
