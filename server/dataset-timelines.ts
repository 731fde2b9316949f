import type { Dimension } from '../protocol/dimensions.js';
import { FileWatch } from './file-watch.js';
import type { LoadedTimelines, TimelineViewers } from './loaded-timelines.js';
import type { Logger } from './logger.js';
import { SAMPLES } from './samples/samples.js';
import type { ServeConfig } from './serve-config.js';
import { ServedFiles } from './served-files.js';
import { openStore, type DatasetInfo, type Store } from './store/store.js';
import { createDemo, DEMO_NAME, refuseDemo, type Demo } from './timelines/demo.js';
import { createReplaySource, createSumsCache, type ReplaySource } from './timelines/replay/replay-source.js';
import { Timeline, type TimelineOptions } from './timelines/timeline.js';
import { GAP_MS, TimelineClock } from './timelines/timeline-clock.js';

/** Replays play a day in a second unless told otherwise: a year in six minutes. */
const REPLAY_SPEED = 86_400;

/** Datasets as replays: those of the files and samples that are asked for, and those that the store holds already. */
export class DatasetTimelines implements LoadedTimelines {
  readonly timelines = new Map<string, Timeline>();
  readonly #config: ServeConfig;
  readonly #options: TimelineOptions;
  readonly #now: () => number;
  readonly #logger: Logger;
  readonly #store: Store;
  readonly #files: ServedFiles;
  readonly #watch = new FileWatch();
  readonly #sums = createSumsCache();
  #demo: Demo | undefined;

  private constructor(
    config: ServeConfig,
    options: TimelineOptions,
    now: () => number,
    logger: Logger,
    store: Store,
  ) {
    this.#config = config;
    this.#options = options;
    this.#now = now;
    this.#logger = logger;
    this.#store = store;
    this.#files = new ServedFiles(store, logger);
  }

  /** Imports what is to be imported, and puts a clock over each dataset. */
  static async load(
    config: ServeConfig,
    options: TimelineOptions,
    now: () => number,
    logger: Logger,
  ): Promise<DatasetTimelines> {
    const store = await openStore(config.store ?? 'memory');
    const loaded = new DatasetTimelines(config, options, now, logger, store);
    await loaded.#begin();
    return loaded;
  }

  readonly fileNames = (timeline: string, dimension: Dimension): Promise<Record<string, string>> =>
    this.#namesIn(
      timeline === DEMO_NAME && this.#demo !== undefined ? this.#datasets() : [timeline],
      dimension,
    );

  add(timeline: Timeline): void {
    this.timelines.set(timeline.name, timeline);
  }

  beforeTick(): void {
    this.#demo?.advance();
  }

  async lookAtFiles(viewers: TimelineViewers): Promise<void> {
    await this.#files.take(await this.#watch.look(), {
      replaced: (dataset, reason) => this.#replace(dataset, reason, viewers),
      ended: (name, reason) => this.#end(name, reason, viewers),
    });
  }

  async close(): Promise<void> {
    await this.#store.close();
  }

  async #begin(): Promise<void> {
    const { files, samples, demo } = this.#config;
    await this.#watch.begin(files);
    const given = await this.#files.begin([
      ...files.map((file) => ({ file, about: {} })),
      ...samples.map((name) => SAMPLES[name]!),
    ]);
    const names = new Set(given.map(({ name }) => name));
    const held = (await this.#store.datasets()).filter(({ name }) => !names.has(name));
    const sources = [...given, ...held].map((dataset) => this.#sourceOf(dataset));
    if (demo) this.add((this.#demo = await this.#openDemo(sources)).timeline);
    for (const source of sources) this.add(await this.#timelineOf(source));
  }

  async #replace(dataset: DatasetInfo, reason: string, viewers: TimelineViewers): Promise<void> {
    const source = this.#sourceOf(dataset);
    const known = this.timelines.get(dataset.name);
    if (known === undefined) {
      this.add(await this.#timelineOf(source));
      viewers.greetAll();
    } else {
      await known.become(source, await this.#clockOf(source));
      viewers.endSessions(dataset.name, reason);
    }
    if (this.#demo === undefined) return;
    await this.#demo.exchange(dataset.name, source);
    viewers.endSessions(DEMO_NAME, reason);
  }

  async #end(name: string, reason: string, viewers: TimelineViewers): Promise<void> {
    this.timelines.delete(name);
    viewers.endTimeline(name, reason);
    if (this.#demo !== undefined) {
      await this.#demo.exchange(name, undefined);
      viewers.endSessions(DEMO_NAME, reason);
    }
    viewers.greetAll();
  }

  #sourceOf(dataset: DatasetInfo): ReplaySource {
    return createReplaySource(this.#store, dataset, this.#sums);
  }

  async #timelineOf(source: ReplaySource): Promise<Timeline> {
    return new Timeline(source, await this.#clockOf(source), this.#now, this.#options);
  }

  async #clockOf(source: ReplaySource): Promise<TimelineClock> {
    const { loop, speed = REPLAY_SPEED, gapMs = GAP_MS } = this.#config;
    const { from, to } = source.description;
    const gaps = await source.gaps();
    return new TimelineClock({ from, to, start: from, speed, loop, gaps, gapMs }, this.#now());
  }

  #openDemo(sources: readonly ReplaySource[]): Promise<Demo> {
    const { speed, gapMs = GAP_MS } = this.#config;
    if (sources.length === 0 || sources.some(({ description }) => description.name === DEMO_NAME))
      refuseDemo();
    const onFault = (fault: unknown): void =>
      this.#logger.error({ err: fault }, 'demo: a dataset was passed over');
    return createDemo(sources, this.#now, { ...this.#options, speed, gapMs, onFault });
  }

  #datasets(): string[] {
    return [...this.timelines.keys()].filter((name) => name !== DEMO_NAME);
  }

  /** Codes that datasets share have the name that the first gives them. */
  async #namesIn(datasets: readonly string[], dimension: Dimension): Promise<Record<string, string>> {
    const found: Record<string, string> = {};
    for (const dataset of datasets.toReversed()) {
      if ((await this.#store.dataset(dataset)) !== undefined)
        Object.assign(found, await this.#store.names(dataset, dimension));
    }
    return found;
  }
}
