import { setTimeout as sleep } from 'node:timers/promises';
import type { MiddlewareHandler } from 'hono';
import type { IsTrusted } from '../access/client-address.js';
import type { ClientLimits } from '../access/client-limits.js';
import type { ClientShare } from '../access/client-share.js';
import type { Identity } from '../access/roles.js';
import { addressOf } from './access-guard.js';

export interface RequestLimitOptions {
  readonly limits: ClientLimits;
  readonly isTrusted: IsTrusted;
}

/** Counts a request as a message of whoever asks, and as a connection until it is answered; refuses what is too much. */
export function limitRequests({ limits, isTrusted }: RequestLimitOptions): MiddlewareHandler {
  return async (context, next) => {
    const token = (context.get('identity') as Identity | undefined)?.name;
    const share = limits.shareOf({ address: addressOf(context, isTrusted), token });
    if (share === undefined) return next();
    share.takeMessage();
    share.hold('connections');
    context.set('share', share);
    try {
      await next();
    } finally {
      share.giveBack('connections');
    }
  };
}

/** A body, read no faster than whoever sends it may. */
export async function* paced(
  bytes: AsyncIterable<Uint8Array>,
  share: ClientShare,
  wait: (ms: number) => Promise<unknown> = sleep,
): AsyncGenerator<Uint8Array> {
  for await (const chunk of bytes) {
    share.takeAll(0, chunk.length);
    yield chunk;
    if (share.isAhead) await wait(share.aheadMs);
  }
}
