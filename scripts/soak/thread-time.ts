import { readFileSync } from 'node:fs';

/** Often enough to tell what a task of 50 ms was spent on. */
const EVERY_MS = 10;

interface Reading {
  /** Epoch ms. */
  readonly at: number;
  /** So far: on a processor, and ready to run while other programs had it. */
  readonly cpuMs: number;
  readonly waitMs: number;
}

/** What a thread can have had at most of a processor in a stretch of time, and waited for one at least. */
export interface ThreadShare {
  readonly cpuMs: number;
  readonly waitMs: number;
}

/**
 * Reads the scheduler's account of a process's main thread again and again (Linux): only that tells a task that takes long
 * from one that other programs held up.
 */
export class ThreadTime {
  readonly #file: string;
  readonly #readings: Reading[] = [];
  readonly #timer: NodeJS.Timeout;

  constructor(pid: number) {
    this.#file = `/proc/${pid}/schedstat`;
    this.#read();
    this.#timer = setInterval(() => this.#read(), EVERY_MS);
  }

  /** Of the time from `from` to `to`, epoch ms; null where it was not read on both sides of it. */
  between(from: number, to: number): ThreadShare | null {
    const before = this.#readings.findLast(({ at }) => at <= from);
    const after = this.#readings.find(({ at }) => at >= to);
    if (before === undefined || after === undefined) return null;
    const inside = this.#readings.filter(({ at }) => at >= from && at <= to);
    const waitMs = inside.length === 0 ? 0 : inside.at(-1)!.waitMs - inside[0]!.waitMs;
    return { cpuMs: Math.min(after.cpuMs - before.cpuMs, to - from - waitMs), waitMs };
  }

  stop(): void {
    clearInterval(this.#timer);
  }

  #read(): void {
    const [cpu, wait] = readFileSync(this.#file, 'utf8').split(' ').map(Number);
    this.#readings.push({ at: Date.now(), cpuMs: cpu! / 1e6, waitMs: wait! / 1e6 });
  }
}
