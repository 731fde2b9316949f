import type { Context, MiddlewareHandler } from 'hono';
import type { IncomingMessage } from 'node:http';
import type { Access, Credentials } from '../access/access.js';
import { clientAddress, type IsTrusted } from '../access/client-address.js';
import type { Hosts } from '../access/hosts.js';
import type { Origins } from '../access/origins.js';
import type { Identity, Role } from '../access/roles.js';
import type { WrongTokens } from '../access/wrong-tokens.js';
import { ProblemError } from '../../protocol/errors.js';

export interface GuardOptions {
  readonly access: Access;
  readonly origins: Origins;
  readonly hosts: Hosts;
  readonly wrongTokens: WrongTokens;
  readonly isTrusted: IsTrusted;
}

/** Lets a request on that may: what changes something takes a page of our own or one that is allowed, besides the role. */
export function guard({ access, origins, hosts, wrongTokens, isTrusted }: GuardOptions): MiddlewareHandler {
  return async (context, next) => {
    hosts.check(context.req.header('host'));
    if (context.req.method === 'OPTIONS') return next();
    const role = roleFor(context.req.method, context.req.path);
    // A browser sends a plain POST to any address that any page names.
    if (context.req.method === 'POST') checkOrigin(context, origins);
    if (role !== undefined || context.req.path === TICKETS_PATH) {
      const credentials = credentialsOf(context);
      const look = (): Identity | undefined =>
        role === undefined ? access.identify(credentials) : access.require(role, credentials);
      context.set('identity', wrongTokens.watch(addressOf(context, isTrusted), credentials, look));
    }
    return next();
  };
}

/** Address of whoever asks. */
export function addressOf(context: Context, isTrusted: IsTrusted): string {
  return clientAddress((context.env as { incoming: IncomingMessage }).incoming, isTrusted);
}

export function credentialsOf(context: Context): Credentials {
  return { authorization: context.req.header('authorization') };
}

/** Whose token it is says what its ticket is for: any will do. */
const TICKETS_PATH = '/api/tickets';

/** What an address takes; undefined: nothing. */
function roleFor(method: string, path: string): Role | undefined {
  if (path === '/metrics') return 'operator';
  if (path === TICKETS_PATH) return undefined;
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
