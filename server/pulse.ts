import type { ControlMessage } from '../protocol/client-messages.js';
import { LIMITS } from '../protocol/limits.js';
import { startTicker } from './hub/ticker.js';
import type { CommandResult, Timeline } from './timelines/timeline.js';

/** What rules the ticks of a server: a timer of its own, or the one order that all gateways of a cluster go by. */
export interface Pulse {
  /** Wall time that timelines go by, epoch ms. */
  readonly now: () => number;
  /** What resume tokens are known by, where other servers take them too; undefined: by this one alone. */
  readonly epoch: string | undefined;
  /** @param tick to be called with the number of each tick; undefined: one more than the last */
  start(tick: (seq?: number) => void): void;
  /** Carries out a viewer's command on a shared timeline, for all who watch it on any server. */
  control(timeline: Timeline, message: ControlMessage): CommandResult | Promise<CommandResult>;
  /** What is being waited for before viewers are served truthfully; undefined: nothing. */
  notReady(): string | undefined;
  stop(): void;
}

/** A server by itself: four times a second. */
export function ownPulse(now: () => number): Pulse {
  let stop = (): void => undefined;
  return {
    now,
    epoch: undefined,
    start: (tick) => (stop = startTicker(LIMITS.tickMs, tick)),
    control: (timeline, message) => timeline.control(message),
    notReady: () => undefined,
    stop: () => stop(),
  };
}
