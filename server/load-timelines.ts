import type { LoadedTimelines } from './loaded-timelines.js';
import type { Logger } from './logger.js';
import type { ServeConfig } from './serve-config.js';
import { refuseDemo } from './timelines/demo.js';
import { createSimulatedSource } from './timelines/simulated/simulated-source.js';
import { Timeline, type TimelineOptions } from './timelines/timeline.js';
import { TimelineClock } from './timelines/timeline-clock.js';

/** Makes the timelines that the configuration asks for: files and samples as replays, or else the simulated one. */
export async function loadTimelines(
  config: ServeConfig,
  options: TimelineOptions,
  now: () => number,
  logger: Logger,
): Promise<LoadedTimelines> {
  if (config.files.length + config.samples.length === 0 && config.store === undefined)
    return loadSimulation(config, now);
  // DuckDB is a native library of 60 MB: loaded only by those who have datasets.
  const { DatasetTimelines } = await import('./dataset-timelines.js');
  const loaded = await DatasetTimelines.load(config, options, now, logger);
  if (loaded.timelines.size === 0) loaded.add(simulatedTimeline(config, now));
  return loaded;
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
