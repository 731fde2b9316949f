import type { ClockState } from '../../protocol/timeline-info.js';

export interface ClockOptions {
  /** Span that the playhead stays in, epoch ms; `to` null: no end. */
  readonly from: number;
  readonly to: number | null;
  /** Where the playhead starts. */
  readonly start: number;
  /** Event seconds per second. */
  readonly speed: number;
  readonly loop: boolean;
}

/** A wall clock that was set back by less than this is waited for; by more, the playhead follows it back. */
const TOLERATED_SETBACK_MS = 60_000;

/** How long a looping clock rests on its end, so that the final totals can be read. */
const LOOP_REST_MS = 5_000;

/** Maps wall time to event time. The playhead is computed from the last change, never added up, so it can't drift. */
export class TimelineClock {
  readonly #options: ClockOptions;
  #anchorNow: number;
  #anchorTime: number;
  #speed: number;
  #loop: boolean;
  #playing = true;
  #lastTime: number;
  #moves = 0;

  constructor(options: ClockOptions, now: number) {
    this.#options = options;
    this.#anchorNow = now;
    this.#anchorTime = options.start;
    this.#lastTime = options.start;
    this.#speed = options.speed;
    this.#loop = options.loop;
  }

  /** How often the playhead was moved other than by playing on. */
  get moves(): number {
    return this.#moves;
  }

  /** Where the clock stands at wall time `now`, epoch ms. */
  read(now: number): ClockState {
    const time = this.#timeAt(now);
    const ended = this.#options.to !== null && time >= this.#options.to;
    return {
      time,
      watermark: time,
      speed: this.#speed,
      state: ended && !this.#loop ? 'ended' : this.#playing ? 'playing' : 'paused',
      loop: this.#loop,
    };
  }

  play(now: number): void {
    if (this.read(now).state === 'ended') this.seek(now, this.#options.from);
    this.#anchor(now);
    this.#playing = true;
  }

  pause(now: number): void {
    this.#anchor(now);
    this.#playing = false;
  }

  setSpeed(now: number, speed: number): void {
    this.#anchor(now);
    this.#speed = speed;
  }

  setLoop(now: number, loop: boolean): void {
    this.#anchor(now);
    this.#loop = loop;
  }

  /** Moves the playhead to the nearest instant of the span and returns it. */
  seek(now: number, time: number): number {
    const clamped = Math.max(this.#options.from, Math.min(time, this.#options.to ?? time));
    this.#jump(now, clamped);
    return clamped;
  }

  #anchor(now: number): void {
    this.#anchorTime = this.#timeAt(now);
    this.#anchorNow = now;
  }

  #jump(now: number, time: number): void {
    this.#anchorNow = now;
    this.#anchorTime = time;
    this.#lastTime = time;
    this.#moves++;
  }

  #timeAt(now: number): number {
    const played = this.#playing ? (now - this.#anchorNow) * this.#speed : 0;
    // Whole milliseconds: shares of a period are then ratios of whole numbers, the same on every machine.
    const time = Math.floor(this.#anchorTime + played);
    if (time < this.#lastTime - TOLERATED_SETBACK_MS * this.#speed) this.#jump(now, time);
    const monotone = Math.max(time, this.#lastTime);
    const { from, to } = this.#options;
    if (to !== null && monotone >= to) {
      const rested = monotone - to >= LOOP_REST_MS * this.#speed;
      if (this.#loop && this.#playing && this.#lastTime === to && rested) this.#jump(now, from);
      else this.#lastTime = to;
    } else this.#lastTime = monotone;
    return this.#lastTime;
  }
}
