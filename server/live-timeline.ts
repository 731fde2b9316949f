import type { LoadedTimelines } from './loaded-timelines.js';
import type { LiveStream } from './scale-out/live-stream.js';
import type { LiveSettings } from './timelines/live/live-settings.js';
import { LIVE_NAME, LiveSource } from './timelines/live/live-source.js';
import { LiveStore } from './timelines/live/live-store.js';
import { Timeline } from './timelines/timeline.js';
import { TimelineClock } from './timelines/timeline-clock.js';

/** How often is looked whether there is anything to sum up. */
const MAINTAIN_MS = 60_000;

/** The timeline of the records that are sent, beside whatever else is served. */
export class LiveTimeline {
  readonly store: LiveStore;
  readonly timeline: Timeline;
  readonly #clock: TimelineClock;
  #currency: string | null;
  #timer: NodeJS.Timeout | undefined;
  #maintaining: Promise<void> = Promise.resolve();

  private constructor(store: LiveStore) {
    const { now } = store;
    this.store = store;
    this.#currency = store.terms.currency;
    this.#clock = new TimelineClock(
      { from: store.from, to: null, start: now(), speed: 1, loop: false },
      now(),
    );
    this.timeline = new Timeline(new LiveSource(store), this.#clock, now);
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
      records: this.store,
      ...(stream === undefined ? {} : { stream }),
      sent: this.store.sent,
      beforeTick: () => {
        this.#followCurrency();
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

  /** The first record with a value says what the currency is, and to how many decimals sums are kept: views begin anew. */
  #followCurrency(): void {
    const { currency } = this.store.terms;
    if (currency === this.#currency) return;
    this.#currency = currency;
    void this.timeline.become(new LiveSource(this.store), this.#clock);
  }
}
