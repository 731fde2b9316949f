import { Kvm, type KV } from '@nats-io/kv';
import { nanoid } from 'nanoid';
import type { Cluster } from './cluster.js';

const BUCKET = 'tradewall-leases';

/** A lease that is not renewed for so long is anybody's, ms. */
const LEASE_MS = 5_000;

/** How often leases are renewed, and looked at, ms: twice may be missed. */
export const RENEW_MS = 1_500;

/** Who has what, as NATS keeps it: who does not renew a lease in time has lost it. */
export class Leases {
  readonly #bucket: KV;
  readonly #name = nanoid();
  /** Of each lease that is ours its revision, which says that nobody else has had it since. */
  readonly #held = new Map<string, number>();

  private constructor(bucket: KV) {
    this.#bucket = bucket;
  }

  static async open({ connection, replicas }: Cluster): Promise<Leases> {
    return new Leases(await new Kvm(connection).create(BUCKET, { ttl: LEASE_MS, history: 1, replicas }));
  }

  /** Takes what nobody has; false where somebody does. */
  async take(key: string): Promise<boolean> {
    try {
      this.#held.set(key, await this.#bucket.create(key, this.#name));
      return true;
    } catch {
      // Another one was quicker; where it is the servers, to renew what is held fails too, and is told.
      return false;
    }
  }

  /** Says that this process is there, and renews what it has; returns what it has lost meanwhile. */
  async renew(): Promise<string[]> {
    await this.#bucket.put(memberKey(this.#name), '');
    const lost: string[] = [];
    for (const [key, revision] of this.#held) {
      try {
        this.#held.set(key, await this.#bucket.update(key, this.#name, revision));
      } catch {
        this.#held.delete(key);
        lost.push(key);
      }
    }
    return lost;
  }

  /** Gives back what is held, so that others need not wait. */
  async release(key: string): Promise<void> {
    const revision = this.#held.get(key);
    if (revision === undefined) return;
    this.#held.delete(key);
    await this.#bucket.delete(key, { previousSeq: revision });
  }

  /** Gives back that this process is there. */
  async leave(): Promise<void> {
    await this.#bucket.delete(memberKey(this.#name));
  }

  /** The processes that are there, and what is held by any of them. */
  async look(): Promise<{ members: number; taken: Set<string> }> {
    const keys = await this.#bucket.keys();
    let members = 0;
    const taken = new Set<string>();
    for await (const key of keys)
      if (key.startsWith(MEMBER)) members++;
      else taken.add(key);
    return { members, taken };
  }
}

const MEMBER = 'member.';

function memberKey(name: string): string {
  return `${MEMBER}${name}`;
}
