import { LIMITS } from '../../protocol/limits.js';
import type { Problem } from '../../protocol/errors.js';
import type { ControlNotice, Hello, Update } from '../../protocol/server-messages.js';
import type { ClockState, TimelineInfo } from '../../protocol/timeline-info.js';
import { alignedPlayhead, type Pulse } from './aligned-playhead.js';
import { ServerClock } from './server-clock.js';

/** A private clock over a timeline, and what gets it back on another socket. */
export interface HeldSession {
  /** Name of the timeline that it plays. */
  readonly of: string;
  readonly secret: string;
  readonly info: TimelineInfo;
}

/** What a server said of its timelines: which there are, where their clocks stand, who moved them last. */
export class KnownTimelines {
  /** In the order in which the server names them. */
  readonly served = new Map<string, TimelineInfo>();
  readonly sessions = new Map<string, HeldSession>();
  /** Why those ended that are served no more, by name. */
  readonly ended = new Map<string, Problem>();
  readonly #notices = new Map<string, ControlNotice>();
  readonly #serverClock = new ServerClock();
  readonly #now: () => number;
  #pulse: Pulse = LIMITS;

  /** @param now local wall clock, epoch ms */
  constructor(now: () => number) {
    this.#now = now;
  }

  get(name: string): TimelineInfo | undefined {
    return this.served.get(name) ?? this.sessions.get(name)?.info;
  }

  /** The timeline that a session plays; any other is its own. */
  baseOf(name: string): string {
    return this.sessions.get(name)?.of ?? name;
  }

  greet(hello: Hello): void {
    this.served.clear();
    for (const timeline of hello.timelines) {
      this.served.set(timeline.name, timeline);
      this.ended.delete(timeline.name);
    }
    this.#pulse = { ...LIMITS, ...hello.limits };
    this.#serverClock.observe(hello.now, this.#now());
  }

  /** Forgets one that the server has ended: a session can be opened anew, a timeline may come back. */
  end(name: string, problem: Problem): void {
    if (this.sessions.delete(name)) return;
    this.served.delete(name);
    this.ended.set(name, problem);
  }

  take({ clock, control, timelines }: Pick<Update, 'clock' | 'control' | 'timelines'>): void {
    for (const timeline of timelines ?? []) if (this.served.has(timeline.name)) this.#set(timeline);
    this.setClocks(clock);
    for (const notice of control ?? []) this.#notices.set(notice.timeline, notice);
  }

  setClocks(clocks: Readonly<Record<string, ClockState>>): void {
    for (const [name, clock] of Object.entries(clocks)) {
      if (clock.now !== undefined) this.#serverClock.observe(clock.now, this.#now());
      const timeline = this.get(name);
      if (timeline !== undefined) this.#set({ ...timeline, clock });
    }
  }

  /** The newest command that somebody gave to a timeline while it was watched here. */
  notice(timeline: string): ControlNotice | undefined {
    return this.#notices.get(timeline);
  }

  /** Where a playhead is at the newest tick by the server's clock, epoch ms. */
  playhead(timeline: TimelineInfo): number {
    return alignedPlayhead(timeline, this.#serverClock.at(this.#now()), this.#pulse);
  }

  /** The server's wall clock, as far as it is known; the local one before it has said anything. */
  get serverNow(): number {
    const now = this.#now();
    return this.#serverClock.at(now) ?? now;
  }

  /** Milliseconds until the next tick by the server's clock. */
  get untilTickMs(): number {
    return this.#pulse.tickMs - (this.serverNow % this.#pulse.tickMs);
  }

  #set(info: TimelineInfo): void {
    const session = this.sessions.get(info.name);
    if (session === undefined) this.served.set(info.name, info);
    else this.sessions.set(info.name, { ...session, info });
  }
}
