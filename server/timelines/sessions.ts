import { nanoid } from 'nanoid';
import { ProblemError } from '../../protocol/errors.js';
import { LIMITS } from '../../protocol/limits.js';
import type { Timeline } from './timeline.js';

/** A clock of one viewer's own over a dataset that others watch too. */
export interface Session {
  readonly timeline: Timeline;
  /** Name of the timeline that it plays. */
  readonly of: string;
  /** Resumes the session on another connection. */
  readonly secret: string;
}

interface HeldSession extends Session {
  owner: object | undefined;
  /** Wall time at which its owner left. */
  leftAt: number;
}

/** Private sessions by the name of their timeline, which can't be guessed: nobody but its owner can tell whether one exists. */
export class Sessions {
  readonly #sessions = new Map<string, HeldSession>();
  readonly #now: () => number;

  /** @param now wall clock, epoch ms */
  constructor(now: () => number) {
    this.#now = now;
  }

  get size(): number {
    return this.#sessions.size;
  }

  /**
   * Opens a session that stands where the timeline stands.
   * @throws ProblemError `too-many-sessions`, or `not-controllable` where the timeline has no clock to be moved
   */
  open(owner: object, base: Timeline): Session {
    this.#checkRoom(owner);
    const name = `${base.name}~${nanoid(12)}`;
    const session = { timeline: base.fork(name), of: base.name, secret: nanoid(), owner, leftAt: 0 };
    this.#sessions.set(name, session);
    return session;
  }

  /**
   * Hands a session to another connection of its owner's.
   * @throws ProblemError `unknown-session`
   */
  resume(owner: object, name: string, secret: string): Session {
    const session = this.#sessions.get(name);
    if (session === undefined || session.secret !== secret) {
      const message = `timeline: no session of this name and secret; one is kept ${LIMITS.resumeMs / 1_000} s after its viewer left, then open another`;
      throw new ProblemError({ code: 'unknown-session', field: 'timeline', message });
    }
    if (session.owner !== owner) this.#checkShare(owner);
    session.owner = owner;
    return session;
  }

  /** The owner's session of this name. */
  find(owner: object, name: string): Session | undefined {
    const session = this.#sessions.get(name);
    return session?.owner === owner ? session : undefined;
  }

  /** That of a name, whoever's it is: names are told to their owners alone. */
  named(name: string): Session | undefined {
    return this.#sessions.get(name);
  }

  close(owner: object, name: string): boolean {
    return this.find(owner, name) !== undefined && this.#sessions.delete(name);
  }

  /** To be called when a viewer has left: its sessions are kept for a while. */
  leave(owner: object): void {
    for (const session of this.#sessions.values()) {
      if (session.owner !== owner) continue;
      session.owner = undefined;
      session.leftAt = this.#now();
    }
  }

  /** The timelines of all sessions. */
  *timelines(): Iterable<Timeline> {
    for (const { timeline } of this.#sessions.values()) yield timeline;
  }

  /** Ends every session over a timeline. */
  endOver(of: string): void {
    for (const [name, session] of this.#sessions) if (session.of === of) this.#sessions.delete(name);
  }

  /** Moves every session on, and forgets those whose viewer did not come back. */
  tick(seq: number): void {
    const now = this.#now();
    for (const [name, { owner, leftAt, timeline }] of this.#sessions) {
      if (owner === undefined && now - leftAt > LIMITS.resumeMs) this.#sessions.delete(name);
      else timeline.tick(seq);
    }
  }

  #checkRoom(owner: object): void {
    this.#checkShare(owner);
    if (this.#sessions.size < LIMITS.sessionsPerServer) return;
    for (const [name, session] of this.#sessions) {
      // Those without a viewer make room first, in the order of their opening.
      if (session.owner !== undefined) continue;
      this.#sessions.delete(name);
      return;
    }
    tooMany(`the server holds ${LIMITS.sessionsPerServer} sessions already; try again later`);
  }

  #checkShare(owner: object): void {
    let held = 0;
    for (const session of this.#sessions.values()) if (session.owner === owner) held++;
    if (held >= LIMITS.sessionsPerViewer)
      tooMany(`${LIMITS.sessionsPerViewer} sessions are open already; close one first`);
  }
}

function tooMany(message: string): never {
  throw new ProblemError({ code: 'too-many-sessions', field: 'timeline', message: `timeline: ${message}` });
}
