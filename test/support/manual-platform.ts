import { WebSocket } from 'ws';
import type { FeedPlatform, FeedSocket } from '../../client/feed/feed-platform.js';

interface Timer {
  readonly at: number;
  readonly callback: () => void;
}

/** A platform with real sockets whose time passes only when the test lets it. */
export class ManualPlatform implements FeedPlatform {
  readonly delaysMs: number[] = [];
  randomValue = 0.5;
  #nowMs = 1_000_000;
  readonly #timers = new Set<Timer>();
  readonly #hinted = new Set<() => void>();
  readonly #hiding = new Set<(isHidden: boolean) => void>();

  openSocket(url: string, subprotocols: readonly string[]): FeedSocket {
    return new WebSocket(url, [...subprotocols]);
  }

  now(): number {
    return this.#nowMs;
  }

  random(): number {
    return this.randomValue;
  }

  after(delayMs: number, callback: () => void): () => void {
    this.delaysMs.push(delayMs);
    const timer = { at: this.#nowMs + delayMs, callback };
    this.#timers.add(timer);
    return () => this.#timers.delete(timer);
  }

  onHint(callback: () => void): () => void {
    this.#hinted.add(callback);
    return () => this.#hinted.delete(callback);
  }

  onHidden(callback: (isHidden: boolean) => void): () => void {
    this.#hiding.add(callback);
    return () => this.#hiding.delete(callback);
  }

  hide(isHidden: boolean): void {
    for (const callback of this.#hiding) callback(isHidden);
  }

  hint(): void {
    for (const callback of this.#hinted) callback();
  }

  /** Lets time pass, calling each timer at its moment. */
  advance(ms: number): void {
    const until = this.#nowMs + ms;
    for (;;) {
      const due = [...this.#timers].filter((timer) => timer.at <= until).sort((a, b) => a.at - b.at)[0];
      if (due === undefined) break;
      this.#timers.delete(due);
      this.#nowMs = due.at;
      due.callback();
    }
    this.#nowMs = until;
  }
}
