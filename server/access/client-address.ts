import type { IncomingMessage } from 'node:http';
import { BlockList, isIP, isIPv4, isIPv6 } from 'node:net';

/** Whether an address is that of a proxy whose `X-Forwarded-For` is believed. */
export type IsTrusted = (address: string) => boolean;

/** IPv4 addresses come as IPv6 ones where the server listens on both. */
export function plainAddress(address: string | undefined): string {
  return (address ?? '').replace(/^::ffff:/, '');
}

export function isLoopback(address: string): boolean {
  return address === '::1' || address.startsWith('127.');
}

/** Whether a text is an address, `10.0.0.1`, or a network of them, `10.0.0.0/8`. */
export function isNetwork(text: string): boolean {
  const [address = '', bits, ...rest] = text.split('/');
  const most = { 4: 32, 6: 128 }[isIP(address)];
  if (most === undefined || rest.length > 0) return false;
  return bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= most);
}

/** Trusts those at such addresses and in such networks. */
export function trusting(proxies: readonly string[]): IsTrusted {
  const trusted = new BlockList();
  for (const proxy of proxies) {
    const [address = '', bits] = proxy.split('/');
    const family = isIPv4(address) ? 'ipv4' : 'ipv6';
    if (bits === undefined) trusted.addAddress(address, family);
    else trusted.addSubnet(address, Number(bits), family);
  }
  return (address) => isIP(address) !== 0 && trusted.check(address, isIPv4(address) ? 'ipv4' : 'ipv6');
}

/**
 * Address of whoever asked: the peer's or, where that is a proxy that is trusted, the last one in `X-Forwarded-For` that is
 * none. What anybody else puts there is not believed.
 */
export function clientAddress(request: IncomingMessage, isTrusted: IsTrusted): string {
  const peer = plainAddress(request.socket.remoteAddress);
  if (!isTrusted(peer)) return peer;
  const forwarded = [request.headers['x-forwarded-for'] ?? []].flat().join(',');
  const hops = forwarded.split(',').map((hop) => withoutPort(hop.trim()));
  return hops.toReversed().find((hop) => hop !== '' && !isTrusted(hop)) ?? peer;
}

/** Some proxies write `10.0.0.1:443` or `[2001:db8::1]:443`. */
function withoutPort(hop: string): string {
  const [, bracketed, plain] = /^\[([^\]]*)\](?::\d+)?$|^(\d+(?:\.\d+){3}):\d+$/.exec(hop) ?? [];
  return plainAddress(bracketed ?? plain ?? hop);
}

/** Groups of 16 bits that one client of IPv6 has all addresses of. */
const NETWORK_GROUPS = 4;

/** What counts as one client: an address of IPv4, or the network of 64 bits that who has one address of IPv6 mostly has. */
export function addressBlock(address: string): string {
  if (!isIPv6(address) || isLoopback(address)) return address;
  const [head = [], tail = []] = address.split('::').map((part) => (part === '' ? [] : part.split(':')));
  const filled = [...head, ...Array.from({ length: 8 - head.length - tail.length }, () => '0'), ...tail];
  return `${filled.slice(0, NETWORK_GROUPS).join(':')}::/64`;
}
