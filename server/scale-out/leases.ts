import type { JetStreamManager } from '@nats-io/jetstream';
import { Kvm, type KV } from '@nats-io/kv';
import { nanoid } from 'nanoid';
import type { Cluster } from './cluster.js';

const BUCKET = 'tradewall-leases';

/** The stream that NATS keeps the bucket in, and the subject of a key. */
const STREAM = `KV_${BUCKET}`;
const subjectOf = (key: string): string => `$KV.${BUCKET}.${key}`;

/** A lease that is not renewed for so long is anybody's, ms. */
const LEASE_MS = 5_000;

/** How often leases are renewed, and looked at, ms: twice may be missed. */
export const RENEW_MS = 1_500;

/** Who has what, as NATS keeps it: who does not renew a lease in time has lost it. */
export class Leases {
  readonly #bucket: KV;
  readonly #manager: JetStreamManager;
  readonly #name = nanoid();
  /** Of each lease that is ours its revision, which says that nobody else has had it since. */
  readonly #held = new Map<string, number>();

  private constructor(bucket: KV, manager: JetStreamManager) {
    this.#bucket = bucket;
    this.#manager = manager;
  }

  static async open({ connection, manager, replicas }: Cluster): Promise<Leases> {
    const options = { ttl: LEASE_MS, history: 1, replicas };
    return new Leases(await new Kvm(connection).create(BUCKET, options), manager);
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
    if (!this.#held.delete(key)) return;
    await this.#remove(key);
  }

  /** Gives back that this process is there. */
  async leave(): Promise<void> {
    await this.#remove(memberKey(this.#name));
  }

  /** Nothing is left in its place. Should another process have it by now, that takes it again. */
  async #remove(key: string): Promise<void> {
    await this.#manager.streams.purge(STREAM, { filter: subjectOf(key) });
  }

  /** The processes that are there, and what is held by any of them. */
  async look(): Promise<{ members: number; taken: Set<string> }> {
    const { state } = await this.#manager.streams.info(STREAM, { subjects_filter: subjectOf('>') });
    const keys = Object.keys(state.subjects ?? {}).map((subject) => subject.slice(subjectOf('').length));
    const taken = new Set(keys.filter((key) => !key.startsWith(MEMBER)));
    return { members: keys.length - taken.size, taken };
  }
}

const MEMBER = 'member.';

function memberKey(name: string): string {
  return `${MEMBER}${name}`;
}
