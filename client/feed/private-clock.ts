import { ProblemError, type Problem } from '../../protocol/errors.js';
import type { ClockState } from '../../protocol/timeline-info.js';
import type { FeedConnection } from './feed-connection.js';
import { ConnectionLostError } from './pending-requests.js';

/** Where a clock is to begin; what is not given is as the shared clock has it. */
export interface ClockStart {
  /** ISO 8601 or epoch ms. */
  readonly time: string | number;
  readonly speed?: number | undefined;
  readonly isPlaying: boolean;
  readonly loop?: boolean | undefined;
}

export interface PrivateClockOptions {
  /** Called when the clock has come, or can't be had. */
  onChange(): void;
  /** Called where a clock has come, but can't be set as it was to be. */
  onProblem(problem: Problem): void;
}

/**
 * A clock of one viewer's own over a timeline, on whatever connection and timeline are wanted. One that the server could
 * not keep through a lost connection is opened anew, and set to where it stood.
 */
export class PrivateClock {
  readonly #options: PrivateClockOptions;
  #connection: FeedConnection | null = null;
  #of: string | null = null;
  #name: string | null = null;
  #problem: Problem | null = null;
  #start: ClockStart | null = null;
  #last: ClockState | null = null;
  #isOpening = false;
  /** Rises when something else is wanted, so that an answer that comes late is known. */
  #turn = 0;

  constructor(options: PrivateClockOptions) {
    this.#options = options;
  }

  /** Name of its timeline; null while it is on its way, or can't be had. */
  get name(): string | null {
    return this.clock === null ? null : this.#name;
  }

  get clock(): ClockState | null {
    return this.#connection?.timeline(this.#name ?? '')?.clock ?? null;
  }

  /** Why there is none; null once there is. */
  get status(): 'opening' | Problem | null {
    return this.#problem ?? (this.name === null ? 'opening' : null);
  }

  /** Sets it there, as soon as there is one. */
  startAt(start: ClockStart | null): void {
    this.#start = start;
    if (this.#name !== null && this.#connection !== null) void this.#begin(this.#connection, this.#name);
  }

  /** To be called with each frame: the connection and the timeline to play, or null where no clock is wanted. */
  follow(connection: FeedConnection | null, of: string | null): void {
    if (connection !== this.#connection || of !== this.#of) this.#leave(connection, of);
    if (connection === null || of === null || connection.state !== 'live') return;
    const clock = this.clock;
    if (clock !== null) this.#last = clock;
    else if (!this.#isOpening && this.#problem === null) void this.#open(connection, of);
  }

  #leave(connection: FeedConnection | null, of: string | null): void {
    if (this.#name !== null) this.#connection?.closeSession(this.#name);
    this.#turn++;
    this.#connection = connection;
    this.#of = of;
    this.#name = null;
    this.#last = null;
    this.#problem = null;
    this.#isOpening = false;
  }

  async #open(connection: FeedConnection, of: string): Promise<void> {
    this.#isOpening = true;
    const turn = this.#turn;
    try {
      const name = await connection.openSession(of);
      this.#start ??= startFrom(this.#last);
      await this.#begin(connection, name);
      if (turn !== this.#turn) return connection.closeSession(name);
      this.#name = name;
    } catch (error) {
      if (turn !== this.#turn) return;
      // A lost connection comes back, and with its first frame the clock is asked for again.
      if (!(error instanceof ConnectionLostError)) this.#problem = problemOf(error);
    }
    this.#isOpening = false;
    this.#options.onChange();
  }

  async #begin(connection: FeedConnection, name: string): Promise<void> {
    const start = this.#start;
    this.#start = null;
    if (start === null) return;
    const { time, speed, isPlaying, loop } = start;
    try {
      await connection.control(name, {
        command: 'seek',
        time,
        ...(speed === undefined ? {} : { speed }),
        ...(loop === undefined ? {} : { loop }),
      });
      await connection.control(name, { command: isPlaying ? 'play' : 'pause' });
    } catch (error) {
      if (error instanceof ConnectionLostError) throw error;
      this.#options.onProblem(problemOf(error));
    }
  }
}

function startFrom(clock: ClockState | null): ClockStart | null {
  return clock && { time: clock.time, speed: clock.speed, isPlaying: clock.state === 'playing' };
}

function problemOf(error: unknown): Problem {
  return error instanceof ProblemError ? error.problem : { code: 'internal', message: String(error) };
}
