import { ProblemError } from '../../protocol/errors.js';
import type { Identity, Role } from './roles.js';
import { Tickets } from './tickets.js';
import { digestOf, type Tokens } from './token-file.js';

/** What came with a request. */
export interface Credentials {
  /** The `Authorization` header. */
  readonly authorization: string | undefined;
  /** A ticket, in the address. */
  readonly ticket?: string | null;
}

/** Who may do what. A role that any token has takes a token that has it; the others are as open as the server is. */
export class Access {
  readonly tickets: Tickets;
  readonly #tokens: Tokens;
  readonly #guarded: ReadonlySet<Role>;

  /** @param guarded roles that take a token though none may have them */
  constructor(tokens: Tokens, guarded: readonly Role[], now: () => number) {
    this.#tokens = tokens;
    this.#guarded = new Set([...guarded, ...[...tokens.values()].flatMap(({ roles }) => roles)]);
    this.tickets = new Tickets(now);
  }

  /** Whether a role takes a token. */
  isGuarded(role: Role): boolean {
    return this.#guarded.has(role);
  }

  /** Whether a text is a token that has the role. */
  isTokenOf(role: Role, token: string | undefined): boolean {
    const identity = token === undefined ? undefined : this.#tokens.get(digestOf(token));
    return identity !== undefined && has(identity, role);
  }

  /**
   * Who asks; undefined where nobody has to say.
   * @throws ProblemError `unauthorized` where that is not shown, `forbidden` where they may not
   */
  require(role: Role, credentials: Credentials): Identity | undefined {
    const identity = this.identify(credentials);
    if (!this.isGuarded(role)) return identity;
    if (identity === undefined) {
      const message = `Authorization: expected the token of ${ARTICLE[role]} ${role}, as Bearer TOKEN; ask whoever runs the server for one`;
      throw new ProblemError({ code: 'unauthorized', field: 'Authorization', message });
    }
    if (has(identity, role)) return identity;
    const message = `Authorization: ${identity.name} is ${identity.roles.join(', ')}, and this takes ${ARTICLE[role]} ${role}`;
    throw new ProblemError({ code: 'forbidden', field: 'Authorization', message });
  }

  /**
   * Who asks, by a token or a ticket; undefined where neither came.
   * @throws ProblemError `unauthorized` where what came is neither
   */
  identify({ authorization, ticket }: Credentials): Identity | undefined {
    if (authorization === undefined && (ticket ?? undefined) === undefined) return undefined;
    const token = /^Bearer +(\S+)$/i.exec(authorization ?? '')?.[1];
    const identity =
      token === undefined
        ? this.tickets.find(ticket ?? '')
        : (this.#tokens.get(digestOf(token)) ?? this.tickets.find(token));
    if (identity !== undefined) return identity;
    const message = 'Authorization: this token or ticket is not known here, or not any more';
    throw new ProblemError({ code: 'unauthorized', field: 'Authorization', message });
  }
}

const ARTICLE: Readonly<Record<Role, string>> = { viewer: 'a', presenter: 'a', sender: 'a', operator: 'an' };

function has({ roles }: Identity, role: Role): boolean {
  return roles.includes(role) || roles.includes('operator');
}
