import { ProblemError } from '../../protocol/errors.js';
import { SPEED_LIMITS } from '../../protocol/speed-limits.js';
import type { ReplaySource } from './replay/replay-source.js';
import { Timeline, type TimelineOptions } from './timeline.js';
import { TimelineClock } from './timeline-clock.js';

export const DEMO_NAME = 'demo';

/** How long each dataset plays where no speed is asked for: long enough to tell its story, short enough to stay for. */
const PLAY_SECONDS = 90;

/** How long the end of a dataset stays, so that the final totals can be read. */
const REST_MS = 5_000;

export interface DemoOptions extends TimelineOptions {
  /** Event seconds per second; undefined: each dataset in a minute and a half. */
  readonly speed: number | undefined;
  readonly gapMs: number;
  readonly onFault: (fault: unknown) => void;
}

/** A timeline that plays datasets in turn, for as long as it is ticked. */
export interface Demo {
  readonly timeline: Timeline;
  /** To be called often: goes on to the next dataset once one has ended, unless a presenter holds it elsewhere. */
  advance(): void;
  /** Plays another source in place of the one of its name, or after the others; undefined: none in its place. */
  exchange(name: string, source: ReplaySource | undefined): Promise<void>;
}

/** @param played at least one */
export async function createDemo(
  played: readonly ReplaySource[],
  now: () => number,
  options: DemoOptions,
): Promise<Demo> {
  const sources = [...played];
  let playing = 0;
  let endedAt: number | undefined;
  let isChanging = false;
  const clockOf = async (source: ReplaySource): Promise<TimelineClock> => {
    const gaps = await source.gaps();
    const { from } = source.description;
    const to = source.description.to ?? now();
    const speed = options.speed ?? speedThrough(to - from);
    return new TimelineClock(
      { from, to, start: from, speed, loop: false, gaps, gapMs: options.gapMs },
      now(),
    );
  };
  const first = sources[0]!;
  const timeline = new Timeline(first, await clockOf(first), now, { ...options, name: DEMO_NAME });
  const play = async (index: number): Promise<void> => {
    playing = index % sources.length;
    const source = sources[playing]!;
    await timeline.become(source, await clockOf(source));
  };
  const change = async (): Promise<void> => {
    isChanging = true;
    try {
      await play(playing + 1);
    } catch (fault) {
      // The one that can't be played is passed over after the next rest.
      options.onFault(fault);
    } finally {
      isChanging = false;
      endedAt = undefined;
    }
  };
  return {
    timeline,
    advance: () => {
      if (isChanging || sources.length === 0) return;
      if (timeline.clock().state !== 'ended') endedAt = undefined;
      else if (now() - (endedAt ??= now()) >= REST_MS) void change();
    },
    exchange: async (name, source) => {
      const known = sources.findIndex(({ description }) => description.name === name);
      const index = known === -1 ? sources.length : known;
      sources.splice(index, 1, ...(source === undefined ? [] : [source]));
      if (index === playing && sources.length > 0) await play(index);
      else if (index < playing && source === undefined) playing--;
    },
  };
}

/** @throws ProblemError that there is nothing for `--demo` to play */
export function refuseDemo(): never {
  const message = `--demo: there must be a dataset to play, and none named ${DEMO_NAME}; name files, --sample or --store`;
  throw new ProblemError({ code: 'bad-request', field: '--demo', message });
}

function speedThrough(spanMs: number): number {
  const speed = Math.round(spanMs / 1_000 / PLAY_SECONDS);
  return Math.min(SPEED_LIMITS.max, Math.max(SPEED_LIMITS.min, speed));
}
