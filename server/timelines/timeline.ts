import { ProblemError } from '../../protocol/errors.js';
import type { BitWriter } from '../../protocol/bit-writer.js';
import type { UpdateWriter } from '../../protocol/column-update.js';
import type { ControlMessage } from '../../protocol/client-messages.js';
import { LIMITS } from '../../protocol/limits.js';
import { unitOf, MEASURES } from '../../protocol/measures.js';
import type { ControlNotice, ViewUpdate } from '../../protocol/server-messages.js';
import type { ClockState, TimelineInfo } from '../../protocol/timeline-info.js';
import { viewKey, type View } from '../../protocol/view.js';
import type { ViewLayout } from '../../protocol/view-layout.js';
import { OpenView, type ColumnTelling } from '../views/open-view.js';
import type { CellFeed, CellSource } from './cell-source.js';
import { CommandLog } from './command-log.js';
import { controlClock, type ClockCommand, type ControlContext } from './clock-control.js';
import { advanceView, exhaust, fillView, fillWithin } from './fill-view.js';
import { inSlices } from './in-slices.js';
import { TimelineClock } from './timeline-clock.js';

/** A view in use: shared by all who ask for the same cells, kept for a while after the last of them left. */
interface ViewEntry {
  readonly key: string;
  readonly number: number;
  feed: CellFeed;
  open: OpenView;
  /** Instant up to which the cells are filled. */
  playhead: number;
  moves: number;
  viewers: number;
  idleSince: number;
}

let nextNumber = 0;

export interface TimelineOptions {
  /** Name to be known by, where that is not the source's: a private session has its own. */
  readonly name?: string;
  /** Whether control takes a key. */
  readonly keyed?: boolean;
  /** Instant at which a chapter of the calendar begins; undefined where there is none of the id. */
  readonly chapterStart?: (id: string) => number | undefined;
}

/** A source of cells and a clock over it. Behind this, nothing knows whether it is live, simulated or replayed. */
export class Timeline {
  #source: CellSource;
  #clock: TimelineClock;
  readonly #now: () => number;
  readonly #options: TimelineOptions;
  readonly #log = new CommandLog();
  readonly #entries = new Map<string, Promise<ViewEntry>>();
  readonly #ready = new Map<string, ViewEntry>();
  #seq = 0;
  #becameSeq = 0;

  /** @param now wall clock, epoch ms */
  constructor(source: CellSource, clock: TimelineClock, now: () => number, options: TimelineOptions = {}) {
    this.#source = source;
    this.#clock = clock;
    this.#now = now;
    this.#options = options;
  }

  get name(): string {
    return this.#options.name ?? this.#source.description.name;
  }

  info(): TimelineInfo {
    const { description } = this.#source;
    const units = Object.fromEntries(
      MEASURES.map((measure) => [measure, unitOf(measure, description.currency)]),
    ) as TimelineInfo['units'];
    const keyed = description.controllable && this.#options.keyed === true ? { keyed: true } : {};
    const { gapMs } = this.#clock;
    return { ...description, ...keyed, name: this.name, units, gapMs, clock: this.clock() };
  }

  /**
   * The same source under a clock of its own, which begins where this one stands and takes no key.
   * @throws ProblemError `not-controllable`
   */
  fork(name: string): Timeline {
    this.#requireControl();
    const clock = this.#clock.fork(this.#now());
    const fork = new Timeline(this.#source, clock, this.#now, { ...this.#options, name, keyed: false });
    fork.#seq = this.#seq;
    return fork;
  }

  clock(): ClockState {
    const clock = this.#clock.read(this.#now());
    return { ...clock, watermark: this.#source.watermark?.(clock.time) ?? clock.watermark };
  }

  /** The view's cells, filled up to the playhead and kept up to date by `tick` until `release`. */
  async open(view: View): Promise<ViewHandle> {
    const key = viewKey(view);
    const pending = this.#entries.get(key) ?? this.#begin(key, view);
    const entry = await pending;
    // It may have been let go of meanwhile, as nobody's.
    if (this.#entries.get(key) !== pending) return this.open(view);
    entry.viewers++;
    return {
      number: entry.number,
      cellCount: () => entry.open.cellCount,
      layout: () => entry.open.layout,
      changesSince: (from) => entry.open.changesSince(from),
      writeColumnsSince: (from, telling, writer, bits) =>
        entry.open.writeColumnsSince(from, telling, writer, bits),
      release: () => this.#release(entry),
    };
  }

  /** Whether the view is held, so that to open it makes none. */
  holds(view: View): boolean {
    return this.#entries.has(viewKey(view));
  }

  /** Views that are held, those that nobody watches any more included. */
  get viewCount(): number {
    return this.#entries.size;
  }

  /** Lets go of the views that nobody watches any more: who comes back to one gets a snapshot. */
  forgetIdle(): void {
    for (const entry of this.#ready.values()) if (entry.viewers === 0) this.#forget(entry);
  }

  /** One snapshot of a view as of `at`, epoch ms; by default the playhead. */
  async query(view: View, at?: number): Promise<ViewUpdate> {
    const playhead = at ?? this.clock().time;
    const source = this.#source;
    const feed = await source.openFeed(view);
    const open = new OpenView(view, source, 1, playhead, 'opened', feed.groups);
    await inSlices(fillWithin(open, feed, playhead, 1));
    open.settle(1, playhead);
    return open.changesSince(0)!;
  }

  /**
   * Carries out a command of a viewer, and notes it for all who watch.
   * @param at when it was given, by which all servers that show the timeline carry it out; by default now
   */
  control(message: ControlMessage, at?: number): CommandResult {
    this.#requireControl();
    const now = at === undefined ? this.#now() : this.#clock.setBack(at);
    const note = controlClock(this.#clock, commandOf(message), this.#controlContext, now);
    const { by, command } = message;
    const { time, speed } = this.#clock.read(now);
    const seq = this.#seq + 1;
    const order = this.#log.add({
      timeline: this.name,
      seq,
      at: now,
      by: by ?? null,
      command,
      time,
      speed,
    });
    return { order, note };
  }

  /** Throws what `control` would throw, and does nothing. */
  checkControl(message: ControlMessage): void {
    this.#requireControl();
    const now = this.#now();
    controlClock(this.#clock.fork(now), commandOf(message), this.#controlContext, now);
  }

  get #controlContext(): ControlContext {
    const { from, to } = this.#source.description;
    const { utcOffsetMs } = this.#source;
    return { from, to, utcOffsetMs, chapterStart: this.#options.chapterStart ?? (() => undefined) };
  }

  /** Commands given after tick `from`. */
  noticesSince(from: number): ControlNotice[] {
    return this.#log.since(from);
  }

  #requireControl(): void {
    if (this.#source.description.controllable) return;
    const message = `timeline: ${this.name} follows its own clock; control a replay`;
    throw new ProblemError({ code: 'not-controllable', field: 'timeline', message });
  }

  /**
   * Becomes another source under another clock, of the same name; all open views at once, so that no frame shows figures of
   * the one with the clock of the other. Viewers are told what it is now, and get their views anew.
   */
  async become(source: CellSource, clock: TimelineClock): Promise<void> {
    const feeds = new Map<ViewEntry, CellFeed>();
    for (;;) {
      const entry = [...this.#ready.values()].find((candidate) => !feeds.has(candidate));
      if (entry === undefined) break;
      feeds.set(entry, await source.openFeed(entry.open.view));
    }
    this.#goOnWith(source, clock, feeds);
  }

  /** The same before this returns, for a source that has a feed at once: the next tick is of it. */
  becomeAtOnce(source: CellSource, clock: TimelineClock, feedOf: () => CellFeed): void {
    const feeds = new Map([...this.#ready.values()].map((entry) => [entry, feedOf()] as const));
    this.#goOnWith(source, clock, feeds);
  }

  #goOnWith(source: CellSource, clock: TimelineClock, feeds: ReadonlyMap<ViewEntry, CellFeed>): void {
    this.#source = source;
    this.#clock = clock;
    this.#becameSeq = this.#seq + 1;
    for (const [entry, feed] of feeds) {
      entry.feed = feed;
      // No clock was ever moved so often: the next tick fills the view anew.
      entry.moves = -1;
    }
  }

  /** Tick at which it became what it is; 0: it always was. */
  get becameSeq(): number {
    return this.#becameSeq;
  }

  /** Whether it became another source after tick `from`. */
  becameSince(from: number): boolean {
    return this.#becameSeq > from;
  }

  /** Brings every open view to where the clock stands; what changes is marked with `seq`. */
  tick(seq: number): void {
    this.#seq = seq;
    const { time } = this.clock();
    const { moves } = this.#clock;
    for (const entry of this.#ready.values()) {
      if (entry.viewers === 0 && this.#now() - entry.idleSince > LIMITS.resumeMs) this.#forget(entry);
      else this.#advance(entry, time, moves, seq);
    }
  }

  #begin(key: string, view: View): Promise<ViewEntry> {
    const pending = this.#prepare(key, view);
    this.#entries.set(key, pending);
    pending.catch(() => this.#entries.delete(key));
    return pending;
  }

  async #prepare(key: string, view: View): Promise<ViewEntry> {
    const [source, clock] = [this.#source, this.#clock];
    const feed = await source.openFeed(view);
    const playhead = clock.read(this.#now()).time;
    const { moves } = clock;
    const seq = this.#seq + 1;
    const open = new OpenView(view, source, seq, playhead, 'opened', feed.groups);
    await inSlices(fillWithin(open, feed, playhead, seq));
    open.settle(seq, playhead);
    // It may have become another source meanwhile, and then this is none of its views.
    if (source !== this.#source || clock !== this.#clock) return this.#prepare(key, view);
    const number = nextNumber++;
    const entry = { key, number, feed, open, playhead, moves, viewers: 0, idleSince: this.#now() };
    this.#ready.set(key, entry);
    return entry;
  }

  #advance(entry: ViewEntry, time: number, moves: number, seq: number): void {
    if (entry.moves !== moves) this.#refill(entry, time, moves, seq);
    else if (time > entry.playhead) exhaust(advanceView(entry.open, entry.feed, entry.playhead, time, seq));
    else return;
    entry.playhead = time;
    entry.open.settle(seq, time);
  }

  #refill(entry: ViewEntry, time: number, moves: number, seq: number): void {
    entry.open = new OpenView(entry.open.view, this.#source, seq, time, 'moved', entry.feed.groups);
    entry.moves = moves;
    exhaust(fillView(entry.open, entry.feed, time, seq));
  }

  #release(entry: ViewEntry): void {
    entry.viewers--;
    entry.idleSince = this.#now();
  }

  #forget(entry: ViewEntry): void {
    this.#entries.delete(entry.key);
    this.#ready.delete(entry.key);
  }
}

function commandOf(message: ControlMessage): ClockCommand {
  const { type: _type, request: _request, timeline: _timeline, by: _by, key: _key, ...command } = message;
  return command;
}

/** The number of a command among those of its timeline, and what was done otherwise than asked. */
export interface CommandResult {
  readonly order: number;
  readonly note: string | undefined;
}

/** One viewer's hold on a view. */
export interface ViewHandle {
  /** Tells the view, and so its cells, from all others in this process. */
  readonly number: number;
  /** How many cells it holds now. */
  cellCount(): number;
  /** What changed after tick `from`; a snapshot where that is 0 or can't be told; undefined if nothing did. */
  changesSince(from: number): ViewUpdate | undefined;
  /** Writes the same as columns; false if nothing changed. */
  writeColumnsSince(from: number, telling: ColumnTelling, writer: UpdateWriter, bits: BitWriter): boolean;
  /** What columns say of the view once; it becomes another one only with the timeline's source. */
  layout(): Omit<ViewLayout, 'id'>;
  release(): void;
}
