import { randomBytes } from 'node:crypto';
import { memoryUsage } from 'node:process';
import { createLogger } from '../../server/logger.js';
import { startServer } from '../../server/start-server.js';
import { PLAIN_CONFIG } from '../plain-config.js';

/**
 * The whole server on the simulated timeline at the speed given, in a process of its own; tells its heap when asked. For the
 * control of a soak it also keeps so many kB each second, given after the speed.
 */
const { url } = await startServer(
  { ...PLAIN_CONFIG, speed: Number(process.argv[2]) },
  { logger: createLogger({ json: true }), now: Date.now },
);
const leakKb = Number(process.argv[3] ?? 0);
const kept: Buffer[] = [];
if (leakKb > 0) setInterval(() => kept.push(randomBytes(1_000 * leakKb)), 1_000);
process.send!(url);
// Who measures may have failed.
process.on('disconnect', () => process.exit());
process.on('message', () => {
  // Buffers are given back after a collection has ended, those that others held after the next.
  global.gc!();
  setImmediate(() => {
    global.gc!();
    const { heapUsed, arrayBuffers } = memoryUsage();
    process.send!({ heapMb: (heapUsed + arrayBuffers) / 1e6 });
  });
});
