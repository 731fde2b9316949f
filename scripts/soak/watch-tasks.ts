/** A task that held the page up for more than 50 ms, as the browser tells it; instants in epoch ms. */
export interface NotedTask {
  readonly kind: 'task';
  readonly from: number;
  readonly to: number;
  /** Name of the wall's page that was shown. */
  readonly page: string;
}

/** A stretch of scripts or of laying out within a long frame. */
export interface NotedWork {
  readonly kind: 'work';
  readonly from: number;
  readonly to: number;
  readonly what: string;
}

export type Noted = NotedTask | NotedWork;

/**
 * Runs in the page, and gives what it sees to `globalThis.noteForSoak`. Long tasks say when, long animation frames
 * (https://w3c.github.io/long-animation-frames/) which scripts and how much of it was layout.
 */
export function watchTasks(): void {
  const note = (noted: unknown): void => {
    (globalThis as unknown as { noteForSoak: (text: string) => void }).noteForSoak(JSON.stringify(noted));
  };
  const epoch = (at: number): number => performance.timeOrigin + at;
  const work = (what: string, from: number, ms: number): void =>
    note({ kind: 'work', what, from: epoch(from), to: epoch(from + ms) });
  new PerformanceObserver((list) => {
    for (const { startTime, duration } of list.getEntries()) {
      const shown = document.querySelector('main.shown')?.classList[0] ?? '';
      note({ kind: 'task', from: epoch(startTime), to: epoch(startTime + duration), page: shown });
    }
  }).observe({ type: 'longtask' });
  interface Script extends PerformanceEntry {
    readonly invoker: string;
    readonly sourceURL: string;
    readonly sourceFunctionName: string;
    readonly sourceCharPosition: number;
    readonly forcedStyleAndLayoutDuration: number;
  }
  interface LongFrame extends PerformanceEntry {
    readonly scripts: readonly Script[];
    readonly styleAndLayoutStart: number;
  }
  new PerformanceObserver((list) => {
    for (const frame of list.getEntries() as LongFrame[]) {
      for (const script of frame.scripts) {
        const file = script.sourceURL.split('/').at(-1) ?? '';
        const forced = Math.round(script.forcedStyleAndLayoutDuration);
        const where = `${file}:${script.sourceCharPosition} ${script.sourceFunctionName}`;
        const layout = forced === 0 ? '' : ` (${forced} ms of it layout)`;
        work(`${script.invoker} in ${where}${layout}`, script.startTime, script.duration);
      }
      const { startTime, duration, styleAndLayoutStart } = frame;
      if (styleAndLayoutStart > 0)
        work('style, layout and paint', styleAndLayoutStart, startTime + duration - styleAndLayoutStart);
    }
  }).observe({ type: 'long-animation-frame' });
}
