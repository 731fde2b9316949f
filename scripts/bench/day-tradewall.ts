import { memoryUsage } from 'node:process';
import { createLogger } from '../../server/logger.js';
import { startServer } from '../../server/start-server.js';
import { PLAIN_CONFIG } from '../plain-config.js';

/** The whole server on the simulated timeline at the speed given, in a process of its own; tells its heap when asked. */
const { url } = await startServer(
  { ...PLAIN_CONFIG, speed: Number(process.argv[2]) },
  { logger: createLogger({ json: true }), now: Date.now },
);
process.send!(url);
process.on('message', () => {
  global.gc!();
  const { heapUsed, external } = memoryUsage();
  process.send!({ heapMb: (heapUsed + external) / 1e6 });
});
