import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { beforeEnd } from './before-end.js';
import { projectFile } from '../../server/project-file.js';

/** A server as a user starts it, and what the operating system says of it. */
export interface Served {
  readonly url: string;
  /** Resident memory, MB. */
  readonly residentMb: () => number;
  /** The most that was ever resident, MB. */
  readonly peakMb: () => number;
  /** CPU of its main thread so far, ms. */
  readonly mainThreadMs: () => number;
  stop(): Promise<void>;
}

/** Runs `tradewall serve` on a free port, and waits for the line that names its address. */
export function serveWall(...args: string[]): Promise<Served> {
  return serveScript(projectFile('build/server/main.js'), 'serve', '--port', '0', ...args);
}

/** Of what a script says on stderr, characters that are told when it ended too soon. */
const SAID_KEPT = 1_000;

/** Runs a script of Node that prints an address once it listens. */
export async function serveScript(...args: string[]): Promise<Served> {
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'pipe'] });
  let said = '';
  child.stderr.on('data', (chunk: Buffer) => (said = (said + chunk.toString()).slice(-SAID_KEPT)));
  const lines = createInterface({ input: child.stdout });
  const [line] = await beforeEnd(
    child,
    (signal) => once(lines, 'line', { signal }) as Promise<[string]>,
    (code) => `${args.join(' ')} ended with ${code} before it printed an address: ${said}`,
  );
  const url = /http:\S+/.exec(line)?.[0];
  if (url === undefined) throw new Error(`${args.join(' ')} printed no address but ${JSON.stringify(line)}`);
  const read = (file: string): string => readFileSync(`/proc/${child.pid}/${file}`, 'utf8');
  return {
    url,
    residentMb: () => Number(/VmRSS:\s+(\d+)/.exec(read('status'))![1]) / 1_024,
    peakMb: () => Number(/VmHWM:\s+(\d+)/.exec(read('status'))![1]) / 1_024,
    mainThreadMs: () => Number(read('schedstat').split(' ')[0]) / 1e6,
    stop: () => stop(child),
  };
}

async function stop(child: ChildProcess): Promise<void> {
  child.kill();
  await once(child, 'exit');
}
