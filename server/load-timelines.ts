import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { DatasetTimelines } from './dataset-timelines.js';
import { LiveTimeline } from './live-timeline.js';
import type { LoadedTimelines } from './loaded-timelines.js';
import type { Gateway } from './scale-out/gateway.js';
import type { LiveStream } from './scale-out/live-stream.js';
import type { Logger } from './logger.js';
import type { ServeConfig } from './serve-config.js';
import { STORE_FILE } from './store/store-file.js';
import { refuseDemo } from './timelines/demo.js';
import { createSimulatedSource } from './timelines/simulated/simulated-source.js';
import { Timeline, type TimelineOptions } from './timelines/timeline.js';
import { TimelineClock } from './timelines/timeline-clock.js';

/** Makes the timelines that the configuration asks for: live records, files and samples as replays, or else the simulated one. */
export async function loadTimelines(
  config: ServeConfig,
  options: TimelineOptions,
  now: () => number,
  logger: Logger,
  gateway?: Gateway,
): Promise<LoadedTimelines> {
  if (gateway !== undefined) return gateway.beside(await loadBeside(config, options, now, logger));
  if (config.live === undefined) return loadOthers(config, options, now, logger);
  const live = await LiveTimeline.load(config.live, now);
  live.maintain((fault) =>
    logger.error({ err: fault }, 'live records could not be summed up; it is tried again'),
  );
  const others = mayHaveDatasets(config) ? await loadDatasets(config, options, now, logger) : undefined;
  return live.beside(others, await loadStream(config, live, logger));
}

/** What speaks to NATS is loaded only by those who have it. */
async function loadStream(
  { nats }: ServeConfig,
  { store }: LiveTimeline,
  logger: Logger,
): Promise<LiveStream | undefined> {
  if (nats === undefined) return undefined;
  const { openLiveStream } = await import('./scale-out/live-stream.js');
  return openLiveStream(nats, store, logger);
}

/** A store that nothing was imported into has live records only. */
function mayHaveDatasets(config: ServeConfig): boolean {
  if (config.files.length + config.samples.length > 0) return true;
  return config.store !== undefined && existsSync(join(config.store, STORE_FILE));
}

function hasDatasets({ files, samples, store }: ServeConfig): boolean {
  return files.length + samples.length > 0 || store !== undefined;
}

/** What a gateway is to show besides the records of its cluster. */
async function loadBeside(
  config: ServeConfig,
  options: TimelineOptions,
  now: () => number,
  logger: Logger,
): Promise<LoadedTimelines | undefined> {
  const isSimulated = config.gateway?.simulated === true;
  if (!mayHaveDatasets(config)) return isSimulated ? loadSimulation(config, now) : undefined;
  const loaded = await loadDatasets(config, options, now, logger);
  if (isSimulated) loaded.add(simulatedTimeline(config, now));
  return loaded;
}

async function loadOthers(
  config: ServeConfig,
  options: TimelineOptions,
  now: () => number,
  logger: Logger,
): Promise<LoadedTimelines> {
  if (!hasDatasets(config)) return loadSimulation(config, now);
  const loaded = await loadDatasets(config, options, now, logger);
  if (loaded.timelines.size === 0) loaded.add(simulatedTimeline(config, now));
  return loaded;
}

async function loadDatasets(
  config: ServeConfig,
  options: TimelineOptions,
  now: () => number,
  logger: Logger,
): Promise<DatasetTimelines> {
  // DuckDB is a native library of 60 MB: loaded only by those who have datasets.
  const { DatasetTimelines } = await import('./dataset-timelines.js');
  return DatasetTimelines.load(config, options, now, logger);
}

function loadSimulation(config: ServeConfig, now: () => number): LoadedTimelines {
  if (config.demo) refuseDemo();
  const timeline = simulatedTimeline(config, now);
  const nothing = (): Promise<void> => Promise.resolve();
  return {
    timelines: new Map([[timeline.name, timeline]]),
    fileNames: () => Promise.resolve({}),
    close: nothing,
    beforeTick: () => undefined,
    lookAtFiles: nothing,
  };
}

function simulatedTimeline(config: ServeConfig, now: () => number): Timeline {
  const source = createSimulatedSource(config.seed);
  const { from, to } = source.description;
  const clock = new TimelineClock({ from, to, start: now(), speed: config.speed ?? 1, loop: false }, now());
  return new Timeline(source, clock, now);
}
