import { memoryUsage } from 'node:process';
import { createLogger } from '../../server/logger.js';
import { startServer } from '../../server/start-server.js';

/** The whole server on the simulated timeline at the speed given, in a process of its own; tells its heap when asked. */
const { url } = await startServer(
  {
    port: 0,
    host: '127.0.0.1',
    files: [],
    samples: [],
    speed: Number(process.argv[2]),
    loop: false,
    demo: false,
    gapMs: undefined,
    controlKey: undefined,
    keyFile: undefined,
    seed: 42,
    calendars: [],
    store: undefined,
  },
  { logger: createLogger({ json: true }), now: Date.now },
);
process.send!(url);
process.on('message', () => {
  global.gc!();
  const { heapUsed, external } = memoryUsage();
  process.send!({ heapMb: (heapUsed + external) / 1e6 });
});
