import type { ClockState } from '../../protocol/timeline-info.js';
import { GapPacing, type Gap } from './gap-pacing.js';

export interface ClockOptions {
  /** Span that the playhead stays in, epoch ms; `to` null: no end. */
  readonly from: number;
  readonly to: number | null;
  /** Where the playhead starts. */
  readonly start: number;
  /** Event seconds per second. */
  readonly speed: number;
  readonly loop: boolean;
  /** Stretches without records, in time order: each is crossed in `gapMs` of wall time at most. */
  readonly gaps?: readonly Gap[];
  readonly gapMs?: number;
}

/** Wall time that a stretch without records takes at most, unless told otherwise: long enough to be seen as one. */
export const GAP_MS = 2_000;

/** A wall clock that was set back by less than this is waited for; by more, it is taken to be right now. */
const TOLERATED_SETBACK_MS = 60_000;

/** How long a looping clock rests on its end, so that the final totals can be read. */
const LOOP_REST_MS = 5_000;

/** Where a clock stands: `laps` counts how often it started over since the last change. */
interface Position {
  readonly time: number;
  /** Event ms per wall ms, now; 0 while it stands. */
  readonly rate: number;
  readonly laps: number;
  /** Wall ms rested on the end of a loop. */
  readonly rested: number;
  /** Wall ms since the rate was last another one. */
  readonly sinceChange: number;
}

/**
 * Maps wall time to event time. The playhead is computed from the last change by what was played since, laps and gaps
 * included, and never added up, so it can't drift. Wall time must be given in order.
 */
export class TimelineClock {
  readonly #options: ClockOptions;
  readonly #pacing: GapPacing;
  #anchor: { now: number; time: number; rested: number };
  #speed: number;
  #loop: boolean;
  #range: { from: number; to: number } | undefined;
  #playing = true;
  #lastNow: number;
  #jumps = 0;
  /** Where it stood when last asked, in one tick mostly the same wall time; undefined where something changed since. */
  #known: { now: number; position: Position } | undefined;

  constructor(options: ClockOptions, now: number) {
    this.#options = options;
    this.#pacing = new GapPacing(options.gaps ?? [], options.gapMs ?? GAP_MS);
    this.#anchor = { now, time: options.start, rested: 0 };
    this.#lastNow = now;
    this.#speed = options.speed;
    this.#loop = options.loop;
  }

  /** Wall time that a stretch without records takes at most. */
  get gapMs(): number {
    return this.#options.gapMs ?? GAP_MS;
  }

  /** Another clock over the same span, which stands and goes as this one does now. */
  fork(now: number): TimelineClock {
    const { time, speed, loop, state } = this.read(now);
    const clock = new TimelineClock({ ...this.#options, start: time, speed, loop }, now);
    if (this.#range !== undefined) clock.setLoop(now, loop, this.#range);
    if (state === 'paused') clock.pause(now);
    return clock;
  }

  /** How often the playhead was moved other than by playing on, up to when the clock was last read. */
  get moves(): number {
    return this.#jumps + this.#position(this.#lastNow).laps;
  }

  /** Where the clock stands at wall time `now`, epoch ms. */
  read(now: number): ClockState {
    const settled = this.#settled(now);
    const { time, rate, sinceChange } = this.#position(settled);
    // Whole milliseconds: shares of a period are then ratios of whole numbers, the same on every machine.
    const whole = Math.floor(time);
    const ended = !this.#loop && this.#options.to !== null && whole >= this.#options.to;
    return {
      time: whole,
      watermark: whole,
      speed: this.#speed,
      state: ended ? 'ended' : this.#playing ? 'playing' : 'paused',
      loop: this.#loop,
      range: this.#range ?? null,
      now,
      anchor: { time: time - rate * sinceChange, at: settled - sinceChange, speed: rate },
    };
  }

  /**
   * Goes back to wall time `now`, from which on it is read next, though it was read a little later before: so that a command
   * comes to the same wherever the clock was read meanwhile. Returns the wall time that it stands at: not before its last change.
   */
  setBack(now: number): number {
    this.#lastNow = Math.max(now, this.#anchor.now);
    return this.#lastNow;
  }

  play(now: number): void {
    if (this.read(now).state === 'ended') this.seek(now, this.#options.from);
    this.#reanchor(now);
    this.#playing = true;
  }

  pause(now: number): void {
    this.#reanchor(now);
    this.#playing = false;
  }

  setSpeed(now: number, speed: number): void {
    this.#reanchor(now);
    this.#speed = speed;
  }

  /** Loops over a range inside the span, by default all of it; a playhead that stands outside goes to its start. */
  setLoop(now: number, loop: boolean, range?: { from: number; to: number }): void {
    this.#reanchor(now);
    this.#loop = loop;
    this.#range = loop ? range : undefined;
    const { time } = this.#anchor;
    this.#anchor.rested = 0;
    if (this.#range !== undefined && (time < this.#range.from || time > this.#range.to)) {
      this.seek(now, this.#range.from);
    }
  }

  /** Moves the playhead to the nearest instant of the span and returns it. Past a range, the loop is over all again. */
  seek(now: number, time: number): number {
    const clamped = Math.max(this.#options.from, Math.min(time, this.#options.to ?? time));
    this.#reanchor(now);
    if (this.#range !== undefined && clamped > this.#range.to) this.#range = undefined;
    this.#anchor = { now: this.#lastNow, time: clamped, rested: 0 };
    this.#jumps++;
    return clamped;
  }

  #reanchor(now: number): void {
    const settled = this.#settled(now);
    const { time, laps, rested } = this.#position(settled);
    this.#anchor = { now: settled, time, rested };
    this.#jumps += laps;
    this.#known = undefined;
  }

  /** Wall time that never runs backwards: see TOLERATED_SETBACK_MS. What follows the wall clock follows it back. */
  #settled(now: number): number {
    if (now >= this.#lastNow - TOLERATED_SETBACK_MS) {
      this.#lastNow = Math.max(now, this.#lastNow);
      return this.#lastNow;
    }
    const { time, laps, rested } = this.#position(this.#lastNow);
    if (this.#options.to !== null) this.#anchor = { now, time, rested };
    this.#jumps += laps + (this.#options.to === null ? 1 : 0);
    this.#lastNow = now;
    this.#known = undefined;
    return now;
  }

  #position(now: number): Position {
    if (this.#known?.now !== now) this.#known = { now, position: this.#reckon(now) };
    return this.#known.position;
  }

  #reckon(now: number): Position {
    const { time, rested } = this.#anchor;
    const elapsed = now - this.#anchor.now;
    if (!this.#playing) return { time, rate: 0, laps: 0, rested, sinceChange: elapsed };
    const from = this.#range?.from ?? this.#options.from;
    const to = this.#range?.to ?? this.#options.to;
    const played = this.#pacing.play(time, elapsed, this.#speed);
    if (to === null || played.time < to) return { ...played, laps: 0, rested: 0 };
    const past = Math.max(0, elapsed - this.#pacing.wallMs(time, to, this.#speed));
    if (!this.#loop) return { time: to, rate: 0, laps: 0, rested: 0, sinceChange: past };
    return this.#lap(from, to, past, past + rested);
  }

  /** Position `resting` wall ms after the end of a loop was reached, of which `past` since the last change. */
  #lap(from: number, to: number, past: number, resting: number): Position {
    if (resting < LOOP_REST_MS) return { time: to, rate: 0, laps: 0, rested: resting, sinceChange: past };
    const lapMs = this.#pacing.wallMs(from, to, this.#speed);
    const laps = 1 + Math.floor((resting - LOOP_REST_MS) / (lapMs + LOOP_REST_MS));
    const within = (resting - LOOP_REST_MS) % (lapMs + LOOP_REST_MS);
    const rested = within - lapMs;
    if (rested >= 0) return { time: to, rate: 0, laps, rested, sinceChange: rested };
    const played = this.#pacing.play(from, within, this.#speed);
    return { ...played, time: Math.min(played.time, to), laps, rested: 0 };
  }
}
