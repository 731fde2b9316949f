import { randomBytes } from 'node:crypto';
import { memoryUsage } from 'node:process';
import { createLogger } from '../../server/logger.js';
import { startServer } from '../../server/start-server.js';
import { PLAIN_CONFIG } from '../plain-config.js';
import { rushedClock } from './rushed-clock.js';

/**
 * The whole server on the simulated timeline at the speed given, in a process of its own; tells its heap when asked. For
 * soaks, given after the speed: how many kB it keeps each second, as a control, and in how many seconds it first goes
 * through a day.
 */
const { url } = await startServer(
  { ...PLAIN_CONFIG, speed: Number(process.argv[2]) },
  { logger: createLogger({ json: true }), now: rushedClock(Number(process.argv[4] ?? 0)) },
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
