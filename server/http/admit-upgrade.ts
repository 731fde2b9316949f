import type { IncomingMessage } from 'node:http';
import type { Access } from '../access/access.js';
import { clientAddress, type IsTrusted } from '../access/client-address.js';
import type { ClientLimits } from '../access/client-limits.js';
import type { ClientShare } from '../access/client-share.js';
import type { Hosts } from '../access/hosts.js';
import type { Origins } from '../access/origins.js';
import type { Identity, Role } from '../access/roles.js';
import type { WrongTokens } from '../access/wrong-tokens.js';
import { ProblemError } from '../../protocol/errors.js';
import { statusOf } from './problem-answer.js';
import { refuseUpgrade, type Upgrade } from './upgrades.js';

export interface Admission {
  readonly access: Access;
  readonly origins: Origins;
  readonly hosts: Hosts;
  readonly wrongTokens: WrongTokens;
  readonly role: Role;
  /** Whether pages of other sites may connect where nobody said which may. */
  readonly isOpenToSites: boolean;
  readonly limits: ClientLimits;
  readonly isTrusted: IsTrusted;
}

/** Lets a handshake on that may, counted for as long as its connection lasts, and tells the other why not. */
export function admitUpgrade(
  admission: Admission,
  upgrade: (identity: Identity | undefined, share: ClientShare | undefined) => Upgrade,
): Upgrade {
  return (request, socket, head) => {
    try {
      admission.hosts.check(request.headers.host);
      checkOrigin(request, admission);
      const address = clientAddress(request, admission.isTrusted);
      const credentials = credentialsOf(request);
      const look = (): Identity | undefined => admission.access.require(admission.role, credentials);
      const identity = admission.wrongTokens.watch(address, credentials, look);
      const share = admission.limits.shareOf({ address, token: identity?.name });
      if (share !== undefined) {
        share.hold('connections');
        socket.once('close', () => share.giveBack('connections'));
      }
      upgrade(identity, share)(request, socket, head);
    } catch (fault) {
      if (!(fault instanceof ProblemError)) throw fault;
      const { code, message } = fault.problem;
      refuseUpgrade(socket, statusOf(code), code, message);
    }
  };
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
