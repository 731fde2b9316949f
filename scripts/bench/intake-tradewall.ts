import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pino from 'pino';
import { startServer } from '../../server/start-server.js';
import { LIVE_DEFAULTS } from '../../server/timelines/live/live-settings.js';
import { PLAIN_CONFIG } from '../plain-config.js';
import { cpuMs } from './record-lines.js';

/** A server that takes records, in a process of its own, and tells its CPU time when asked. */
const folder = mkdtempSync(join(tmpdir(), 'tradewall-bench-'));
const config = { ...PLAIN_CONFIG, live: { ...LIVE_DEFAULTS, folder } };
const { port } = await startServer(config, { logger: pino({ level: 'silent' }), now: Date.now });
process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
process.on('SIGTERM', () => process.exit());
process.on('message', () => process.send!({ cpuMs: cpuMs() }));
process.send!(port);
