import type { IncomingMessage } from 'node:http';
import { describe, expect, it } from 'vitest';
import { addressBlock, clientAddress, isNetwork, trusting } from '../../../server/access/client-address.js';

const PROXIES = ['10.0.0.1', '192.168.0.0/16', 'fd00::/8'];

function addressOf(peer: string, forwarded?: string | string[]): string {
  const headers = forwarded === undefined ? {} : { 'x-forwarded-for': forwarded };
  return clientAddress(
    { socket: { remoteAddress: peer }, headers } as unknown as IncomingMessage,
    trusting(PROXIES),
  );
}

describe('the address of a client', () => {
  it.each([
    ['what others say of themselves is not believed', '203.0.113.7', '8.8.8.8', '203.0.113.7'],
    ['a proxy that is trusted names it', '10.0.0.1', '203.0.113.7', '203.0.113.7'],
    ['also where the system has it as one of IPv6', '::ffff:10.0.0.1', '203.0.113.7', '203.0.113.7'],
    [
      'of what the client put there itself nothing is believed',
      '10.0.0.1',
      '8.8.8.8, 203.0.113.7',
      '203.0.113.7',
    ],
    [
      'proxies one behind the other are looked through',
      '10.0.0.1',
      '8.8.8.8, 203.0.113.7, 192.168.3.4',
      '203.0.113.7',
    ],
    ['but only those that are trusted', '10.0.0.1', '203.0.113.7, 10.0.0.2', '10.0.0.2'],
    ['the header may come in several lines', '10.0.0.1', ['8.8.8.8', '203.0.113.7, fd12::1'], '203.0.113.7'],
    ['a port beside it is left out', '10.0.0.1', '203.0.113.7:50123', '203.0.113.7'],
    ['of IPv6 as well', 'fd00::9', '[2001:db8::1]:50123', '2001:db8::1'],
    ['a proxy that names nobody is who asks', '10.0.0.1', undefined, '10.0.0.1'],
    ['an empty header names nobody', '10.0.0.1', ' , ', '10.0.0.1'],
  ])('%s', (_what, peer, forwarded, expected) => {
    expect(addressOf(peer, forwarded)).toBe(expected);
  });

  it.each([
    ['10.0.0.1', true],
    ['10.0.0.0/8', true],
    ['fd00::/8', true],
    ['::1', true],
    ['10.0.0.0/33', false],
    ['10.0.0.0/8/8', false],
    ['10.0.0.0/', false],
    ['10.0.0', false],
    ['proxy.example', false],
    ['', false],
  ])('may be given for a proxy as %s: %s', (text, isRight) => {
    expect(isNetwork(text)).toBe(isRight);
  });

  it.each([
    ['203.0.113.7', '203.0.113.7'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
    ['2001:db8::5', '2001:db8:0:0::/64'],
    ['2001:db8:1:2::', '2001:db8:1:2::/64'],
    ['::1', '::1'],
  ])('counts, being %s, as %s', (address, block) => {
    expect(addressBlock(address)).toBe(block);
  });
});
