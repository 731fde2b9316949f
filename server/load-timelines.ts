import type { Dimension } from '../protocol/dimensions.js';
import { ProblemError } from '../protocol/errors.js';
import type { FileNames } from './http/dictionary-routes.js';
import type { Logger } from './logger.js';
import { SAMPLES, type Sample } from './samples/samples.js';
import type { ServeConfig } from './serve-config.js';
import type { DatasetInfo, Store } from './store/store.js';
import { createDemo, DEMO_NAME, type Demo } from './timelines/demo.js';
import type { ReplaySource } from './timelines/replay/replay-source.js';
import { createSimulatedSource } from './timelines/simulated/simulated-source.js';
import { Timeline, type TimelineOptions } from './timelines/timeline.js';
import { GAP_MS, TimelineClock } from './timelines/timeline-clock.js';

/** Replays play a day in a second unless told otherwise: a year in six minutes. */
const REPLAY_SPEED = 86_400;

export interface LoadedTimelines {
  readonly timelines: ReadonlyMap<string, Timeline>;
  readonly fileNames: FileNames;
  closeStore(): Promise<void>;
  /** To be called before each tick. */
  beforeTick(): void;
}

/** Makes the timelines that the configuration asks for: files and samples as replays, or else the simulated one. */
export async function loadTimelines(
  config: ServeConfig,
  options: TimelineOptions,
  now: () => number,
  logger: Logger,
): Promise<LoadedTimelines> {
  const timelines = new Map<string, Timeline>();
  const add = (timeline: Timeline): unknown => timelines.set(timeline.name, timeline);
  if (config.files.length + config.samples.length === 0 && config.store === undefined) {
    add(simulatedTimeline(config, now));
    if (config.demo) refuseDemo();
    const nothing = { closeStore: () => Promise.resolve(), beforeTick: () => undefined };
    return { timelines, fileNames: () => Promise.resolve({}), ...nothing };
  }
  // DuckDB is a native library of 60 MB: loaded only by those who have datasets.
  const { openStore } = await import('./store/store.js');
  const store = await openStore(config.store ?? 'memory');
  const { createReplaySources } = await import('./timelines/replay/replay-source.js');
  const sources = createReplaySources(store, await datasetsOf(store, config, logger));
  const demo = config.demo ? await openDemo(sources, config, options, now, logger) : undefined;
  if (demo !== undefined) add(demo.timeline);
  for (const source of sources) add(await replayTimeline(source, config, options, now));
  if (timelines.size === 0) add(simulatedTimeline(config, now));
  const datasets = sources.map(({ description }) => description.name);
  return {
    timelines,
    fileNames: (timeline, dimension) =>
      namesIn(store, timeline === DEMO_NAME && demo !== undefined ? datasets : [timeline], dimension),
    closeStore: () => store.close(),
    beforeTick: () => demo?.advance(),
  };
}

/** Codes that datasets share have the name that the first gives them. */
async function namesIn(
  store: Store,
  datasets: readonly string[],
  dimension: Dimension,
): Promise<Record<string, string>> {
  const found: Record<string, string> = {};
  for (const dataset of datasets.toReversed()) {
    if ((await store.dataset(dataset)) !== undefined)
      Object.assign(found, await store.names(dataset, dimension));
  }
  return found;
}

function openDemo(
  sources: readonly ReplaySource[],
  { speed, gapMs = GAP_MS }: ServeConfig,
  options: TimelineOptions,
  now: () => number,
  logger: Logger,
): Promise<Demo> {
  if (sources.length === 0 || sources.some(({ description }) => description.name === DEMO_NAME)) refuseDemo();
  const onFault = (fault: unknown): void => logger.error({ err: fault }, 'demo: a dataset was passed over');
  return createDemo(sources, now, { ...options, speed, gapMs, onFault });
}

function refuseDemo(): never {
  const message = `--demo: there must be a dataset to play, and none named ${DEMO_NAME}; name files, --sample or --store`;
  throw new ProblemError({ code: 'bad-request', field: '--demo', message });
}

function simulatedTimeline(config: ServeConfig, now: () => number): Timeline {
  const source = createSimulatedSource(config.seed);
  const { from, to } = source.description;
  const clock = new TimelineClock({ from, to, start: now(), speed: config.speed ?? 1, loop: false }, now());
  return new Timeline(source, clock, now);
}

async function replayTimeline(
  source: ReplaySource,
  { loop, speed = REPLAY_SPEED, gapMs = GAP_MS }: ServeConfig,
  options: TimelineOptions,
  now: () => number,
): Promise<Timeline> {
  const { from, to } = source.description;
  const gaps = await source.gaps();
  const clock = new TimelineClock({ from, to, start: from, speed, loop, gaps, gapMs }, now());
  return new Timeline(source, clock, now, options);
}

/** Imports the files and samples in turn; without any, the datasets that the store holds already. */
async function datasetsOf(store: Store, config: ServeConfig, logger: Logger): Promise<DatasetInfo[]> {
  const datasets = new Map<string, DatasetInfo>();
  const importFile = async (file: string, about: Partial<Sample['about']> = {}): Promise<void> => {
    const report = await store.import(file, about);
    logger.info({ file, dataset: report.dataset, rows: report.rows, skipped: report.skipped }, 'imported');
    const dataset = await store.dataset(report.dataset);
    if (dataset !== undefined) datasets.set(dataset.name, dataset);
  };
  for (const file of config.files) await importFile(file);
  for (const name of config.samples) await importFile(SAMPLES[name]!.file, SAMPLES[name]!.about);
  for (const dataset of await store.datasets()) {
    if (!datasets.has(dataset.name)) datasets.set(dataset.name, dataset);
  }
  return [...datasets.values()];
}
