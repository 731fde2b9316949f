import type { IncomingMessage } from 'node:http';
import type { Access } from '../access/access.js';
import type { ProxiedSockets } from '../access/connection-limits.js';
import type { Origins } from '../access/origins.js';
import type { Identity, Role } from '../access/roles.js';
import { ProblemError } from '../../protocol/errors.js';
import { statusOf } from './problem-answer.js';
import { refuseUpgrade, type Upgrade } from './upgrades.js';

export interface Admission {
  readonly access: Access;
  readonly origins: Origins;
  readonly role: Role;
  /** Whether pages of other sites may connect where nobody said which may. */
  readonly isOpenToSites: boolean;
  readonly proxied: ProxiedSockets;
}

/** Lets a handshake on that may, and tells the other why not. */
export function admitUpgrade(
  admission: Admission,
  upgrade: (identity: Identity | undefined) => Upgrade,
): Upgrade {
  return (request, socket, head) => {
    try {
      checkOrigin(request, admission);
      const identity = admission.access.require(admission.role, credentialsOf(request));
      if (!admission.proxied.take(request, socket)) refuseCrowd();
      upgrade(identity)(request, socket, head);
    } catch (fault) {
      if (!(fault instanceof ProblemError)) throw fault;
      const { code, message } = fault.problem;
      refuseUpgrade(socket, statusOf(code), code, message);
    }
  };
}

function refuseCrowd(): never {
  const message = 'connections: this address has as many as it may; close some, or wait';
  throw new ProblemError({ code: 'too-busy', message });
}

function credentialsOf(request: IncomingMessage): {
  authorization: string | undefined;
  ticket: string | null;
} {
  const { searchParams } = new URL(request.url ?? '/', 'http://feed');
  return { authorization: request.headers.authorization, ticket: searchParams.get('ticket') };
}

function checkOrigin(request: IncomingMessage, { origins, isOpenToSites }: Admission): void {
  if (isOpenToSites && !origins.isLimited) return;
  const { origin, host } = request.headers;
  if (origins.allows(origin, host)) return;
  const message = `Origin: pages of ${origin!.slice(0, 80)} may not connect here; start the server with --origin for those that may`;
  throw new ProblemError({ code: 'forbidden', field: 'Origin', message });
}
