import { beforeEach, describe, expect, it } from 'vitest';
import { ClientLimits, type ClientLimitSettings } from '../../../server/access/client-limits.js';
import { paced } from '../../../server/http/request-limits.js';

const OFFICE = '203.0.113.7';
const PROXY = '10.0.0.1';
let now: number;
beforeEach(() => (now = 1_000_000));

function limitsOf(
  perAddress: ClientLimitSettings['perAddress'],
  perToken: ClientLimitSettings['perToken'] = {},
) {
  return new ClientLimits(
    { perAddress, perToken },
    (address) => address === PROXY,
    () => now,
  );
}

function share(limits: ClientLimits, address: string, token?: string) {
  return limits.shareOf({ address, token })!;
}

describe('limits of clients', () => {
  it('count what all connections of an address and of a token have, and say whose limit is met', () => {
    const limits = limitsOf({ connections: 3 }, { connections: 2, subscriptions: 1 });
    const first = share(limits, OFFICE, 'hall');
    first.hold('connections');
    share(limits, '203.0.113.8', 'hall').hold('connections');
    expect(() => share(limits, '203.0.113.9', 'hall').hold('connections')).toThrow(
      'connections: token hall has 2 connections, as many as it may (--connections-per-token); close some, or wait',
    );
    share(limits, OFFICE, 'stage').hold('connections');
    share(limits, OFFICE).hold('connections');
    expect(() => share(limits, OFFICE).hold('connections')).toThrow(`address ${OFFICE} has 3 connections`);
    first.giveBack('connections');
    share(limits, OFFICE).hold('connections');
    first.hold('subscriptions');
    expect(() => share(limits, OFFICE, 'hall').hold('subscriptions')).toThrow(
      'id: token hall has 1 views open, as many as it may (--subscriptions-per-token); unsubscribe some first',
    );
    expect([...limits.met]).toEqual([
      ['connections-per-token', 1],
      ['connections-per-address', 1],
      ['subscriptions-per-token', 1],
    ]);
  });

  it('count nothing for the one where the other has no room', () => {
    const limits = limitsOf({ connections: 1 }, { connections: 5 });
    share(limits, OFFICE, 'hall').hold('connections');
    for (let attempt = 0; attempt < 5; attempt++)
      expect(() => share(limits, OFFICE, 'hall').hold('connections')).toThrow(`address ${OFFICE}`);
    expect(limits.tokens.get('hall')!.held.connections).toBe(1);
  });

  it('let a second’s worth of requests through at once, and refuse more until time has passed', () => {
    const limits = limitsOf({}, { messages: 10 });
    const ask = (count: number): number => {
      let taken = 0;
      for (let request = 0; request < count; request++)
        try {
          share(limits, OFFICE, 'hall').takeMessage();
          taken++;
        } catch (problem) {
          expect((problem as Error).message).toContain(
            'messages: more than 10 a second come from token hall',
          );
        }
      return taken;
    };
    expect(ask(25)).toBe(10);
    now += 300;
    expect(ask(25)).toBe(3);
    now += 60_000;
    expect(ask(25)).toBe(10);
    // A clock that is set back is not to shut anybody out for longer than it was.
    now -= 3_600_000;
    expect(ask(5)).toBe(0);
    now += 1_000;
    expect(ask(25)).toBe(10);
  });

  it('read a body no faster than its token may send, all connections together', async () => {
    const limits = limitsOf({}, { bytes: 1_000 });
    const wait = (ms: number): Promise<void> => {
      now += ms;
      return Promise.resolve();
    };
    async function* body(): AsyncGenerator<Uint8Array> {
      for (let chunk = 0; chunk < 50; chunk++) yield new Uint8Array(400);
    }
    const begun = now;
    let bytes = 0;
    for await (const chunk of paced(body(), share(limits, OFFICE, 'customs'), wait)) bytes += chunk.length;
    for await (const chunk of paced(body(), share(limits, PROXY, 'customs'), wait)) bytes += chunk.length;
    expect(bytes).toBe(40_000);
    expect(now - begun).toBe(39_000);
  });

  it('say once that somebody is ahead of them, not with every message', () => {
    const limits = limitsOf({ messages: 2 });
    const viewer = share(limits, OFFICE);
    const told = Array.from({ length: 6 }, () => viewer.takeAll(1, 10)?.code);
    expect(told.filter((code) => code !== undefined)).toEqual(['too-many-messages']);
    expect(viewer.aheadMs).toBe(2_000);
    now += 2_000;
    expect(viewer.isAhead).toBe(false);
    expect(viewer.takeAll(1, 10)?.code).toBe('too-many-messages');
  });

  it('take a network of IPv6 as one address, count nothing of this machine, and not proxies as one', () => {
    const limits = limitsOf({});
    for (let host = 1; host <= 1_000; host++)
      share(limits, `2001:db8::${host.toString(16)}`).hold('connections');
    expect(() => share(limits, '2001:db8:0:0:ffff::1').hold('connections')).toThrow(
      'address 2001:db8:0:0::/64 has 1000',
    );
    share(limits, '2001:db8:0:1::1').hold('connections');
    for (const address of ['127.0.0.1', '::1', PROXY])
      expect(limits.shareOf({ address, token: undefined }), address).toBeUndefined();
  });

  it('forget addresses that have nothing any more', () => {
    const limits = limitsOf({ messages: 1 });
    const busy = share(limits, OFFICE);
    busy.hold('connections');
    for (let host = 0; host < 5_000; host++) {
      const [high, low] = [host >> 8, host & 255];
      share(limits, `198.18.${high}.${low}`).takeMessage();
      now += 1;
    }
    expect(limits.addressCount).toBeLessThan(3_000);
    now += 1_000;
    for (let host = 0; host < 5_000; host++) share(limits, `198.19.${host >> 8}.${host & 255}`);
    expect(limits.addressCount).toBeLessThan(3_000);
    expect(() => share(limits, OFFICE).hold('connections')).not.toThrow();
  });
});
