import type { IncomingMessage } from 'node:http';

/** IPv4 addresses come as IPv6 ones where the server listens on both. */
export function plainAddress(address: string | undefined): string {
  return (address ?? '').replace(/^::ffff:/, '');
}

export function isLoopback(address: string): boolean {
  return address === '::1' || address.startsWith('127.');
}

/**
 * Address of whoever asked: the peer's or, where that is a proxy that is trusted, the last one in `X-Forwarded-For` that is
 * none. What anybody else puts there is not believed.
 */
export function clientAddress(request: IncomingMessage, trusted: ReadonlySet<string>): string {
  const peer = plainAddress(request.socket.remoteAddress);
  if (!trusted.has(peer)) return peer;
  const forwarded = request.headers['x-forwarded-for'];
  const hops = [forwarded ?? []]
    .flat()
    .join(',')
    .split(',')
    .map((hop) => plainAddress(hop.trim()));
  return hops.toReversed().find((hop) => hop !== '' && !trusted.has(hop)) ?? peer;
}
