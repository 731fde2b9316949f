import type { LoadedTimelines } from './loaded-timelines.js';
import { intakeMetrics } from './metrics/intake-metrics.js';
import type { LiveStream } from './scale-out/live-stream.js';
import type { LiveSettings } from './timelines/live/live-settings.js';
import { LIVE_NAME } from './timelines/live/live-source.js';
import { LiveStore } from './timelines/live/live-store.js';
import { RecordsTimeline } from './timelines/live/records-timeline.js';
import type { Timeline } from './timelines/timeline.js';

/** How often is looked whether there is anything to sum up. */
const MAINTAIN_MS = 60_000;

/** The timeline of the records that are sent, beside whatever else is served. */
export class LiveTimeline {
  readonly store: LiveStore;
  readonly #shown: RecordsTimeline;
  #timer: NodeJS.Timeout | undefined;
  #maintaining: Promise<void> = Promise.resolve();

  private constructor(store: LiveStore) {
    this.store = store;
    this.#shown = new RecordsTimeline(store);
  }

  get timeline(): Timeline {
    return this.#shown.timeline;
  }

  /** Reads what is on disk. @throws ProblemError where that can't be read, or another process has it */
  static async load(settings: LiveSettings, now: () => number): Promise<LiveTimeline> {
    return new LiveTimeline(await LiveStore.open(settings, now));
  }

  /** Has the store looked after as long as it runs. @param onFault called where that fails; it is tried again */
  maintain(onFault: (fault: unknown) => void): void {
    this.#timer = setInterval(() => {
      this.#maintaining = this.store.maintain().catch(onFault);
    }, MAINTAIN_MS).unref();
  }

  /** Serves it beside other timelines. @param stream that its records come from, too */
  beside(others: LoadedTimelines | undefined, stream?: LiveStream): LoadedTimelines {
    return {
      timelines: new Map([[LIVE_NAME, this.timeline], ...(others?.timelines ?? [])]),
      fileNames: others?.fileNames ?? (() => Promise.resolve({})),
      intake: { taker: this.store, measure: (registry) => intakeMetrics(registry, this.store) },
      ...(stream === undefined ? {} : { stream }),
      sent: this.store.sent,
      beforeTick: () => {
        this.#shown.beforeTick();
        others?.beforeTick();
      },
      lookAtFiles: (viewers) => others?.lookAtFiles(viewers) ?? Promise.resolve(),
      close: async () => {
        await others?.close();
        await stream?.close();
        clearInterval(this.#timer);
        await this.#maintaining;
        await this.store.close();
      },
    };
  }
}
