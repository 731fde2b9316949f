import { isClockLine, stepOn, timeOn, type ClockLine, type ClockStep } from '../../protocol/clock-line.js';
import type { ClockState } from '../../protocol/timeline-info.js';
import type { Timeline } from '../timelines/timeline.js';

interface KeptLine {
  readonly line: ClockLine;
  /** Tick in which the clock came to be on it. */
  readonly seq: number;
  /** Where on it the clock was when it was last read, and in which tick that was. */
  readonly step: ClockStep;
  readonly readSeq: number;
}

/**
 * The lines that clocks are on as the binary form told them, so that a frame need say only how far they have come. A clock is
 * read once in a tick: all frames of the tick have the same line.
 */
export class ClockLines {
  readonly #kept = new WeakMap<Timeline, KeptLine>();

  /** Where a clock is on its line, which is a new one of tick `seq` if it has left the one before. */
  read(timeline: Timeline, seq: number): ClockStep {
    const kept = this.#kept.get(timeline);
    if (kept?.readSeq === seq) return kept.step;
    const clock = timeline.clock();
    if (!isClockLine(clock)) throw new Error(`the clock of ${timeline.name} tells no line`);
    const step = kept === undefined ? undefined : stepOn(kept.line, clock);
    const next =
      step === undefined
        ? { line: clock, seq, step: startOf(clock), readSeq: seq }
        : { ...kept!, step, readSeq: seq };
    this.#kept.set(timeline, next);
    return next.step;
  }

  changedSince(timeline: Timeline, from: number): boolean {
    return this.#kept.get(timeline)!.seq > from;
  }

  /** Lines by the names of their timelines. */
  of(timelines: readonly Timeline[]): Record<string, ClockState> {
    return Object.fromEntries(timelines.map((timeline) => [timeline.name, this.#kept.get(timeline)!.line]));
  }
}

/** On its own line a clock is where it says, however that rounds. */
function startOf(clock: ClockLine): ClockStep {
  return { now: 0, time: clock.time - timeOn(clock, clock.now), lag: clock.time - clock.watermark };
}
