import type { ServeConfig } from '../server/serve-config.js';

/** What `tradewall serve` is told where nothing is given, but on any free port: what tests and benchmarks start servers from. */
export const PLAIN_CONFIG: ServeConfig = {
  port: 0,
  host: '127.0.0.1',
  files: [],
  samples: [],
  speed: undefined,
  loop: false,
  demo: false,
  gapMs: undefined,
  controlKey: undefined,
  keyFile: undefined,
  seed: 42,
  calendars: [],
  store: undefined,
};
