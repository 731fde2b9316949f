import { ProblemError } from '../../protocol/errors.js';
import { Access } from './access.js';
import { isLoopback } from './client-address.js';
import type { Role } from './roles.js';
import { readTokenFile, type Tokens } from './token-file.js';

export interface AccessSettings {
  readonly host: string;
  readonly tokenFile: string | undefined;
  readonly trustedProxies: readonly string[];
  /** Whether records are taken. */
  readonly isLive: boolean;
}

/**
 * Who may do what, as configured. On this machine all is open that no token guards; where others reach the server, by
 * itself or through a proxy, records and metrics take a token.
 * @throws ProblemError where others could send records and nobody said who may, or the token file can't be read
 */
export async function loadAccess(settings: AccessSettings, now: () => number): Promise<Access> {
  const { host, tokenFile, trustedProxies, isLive } = settings;
  const tokens: Tokens = tokenFile === undefined ? new Map() : await readTokenFile(tokenFile);
  const isOpen = isPublic({ host, trustedProxies });
  if (isOpen && isLive) requireSender(tokens, host);
  const guarded: readonly Role[] = isOpen ? ['sender', 'operator'] : [];
  return new Access(tokens, guarded, now);
}

/** Whether others than this machine's own reach the server, by itself or through a proxy. */
export function isPublic({ host, trustedProxies }: Pick<AccessSettings, 'host' | 'trustedProxies'>): boolean {
  return trustedProxies.length > 0 || !(host === 'localhost' || isLoopback(host));
}

function requireSender(tokens: Tokens, host: string): void {
  const isThere = [...tokens.values()].some(
    ({ roles }) => roles.includes('sender') || roles.includes('operator'),
  );
  if (isThere) return;
  throw new ProblemError({
    code: 'bad-request',
    field: '--token-file',
    message:
      `--token-file: with --live on ${host}, which others reach, anybody could send records; name those who may in a file, ` +
      '{"customs": {"token": "…", "roles": ["sender"]}}, or listen on 127.0.0.1',
  });
}
