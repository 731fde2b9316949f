import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';

/** The kernel counts CPU time in hundredths of a second wherever Linux runs on what this project does. */
const MS_PER_JIFFY = 10;

export interface ServedProcess {
  /** Ends with a slash. */
  readonly url: string;
  /** User and system time of the whole process so far. */
  cpuMs(): number;
  stop(): Promise<void>;
}

/** A command of `tradewall` that listens, as a user starts it, built, on a free port. */
export async function serveProcess(
  role: 'serve' | 'aggregate' | 'gateway',
  ...args: string[]
): Promise<ServedProcess> {
  const command = ['build/server/main.js', role, '--port', '0', ...args];
  const child = spawn(process.execPath, command, { stdio: ['ignore', 'pipe', 'ignore'] });
  const [line] = (await once(createInterface({ input: child.stdout }), 'line')) as [string];
  const url = /http:\/\/[^/]+\//.exec(line)?.[0];
  if (url === undefined) throw new Error(`the ${role} printed no address but ${JSON.stringify(line)}`);
  return {
    url,
    cpuMs: () => cpuMsOf(child.pid!),
    stop: async () => {
      child.kill();
      await once(child, 'exit');
    },
  };
}

/** User and system time of a process so far, as Linux tells it in /proc, where the second field is a name in brackets. */
export function cpuMsOf(pid: number): number {
  const [, fields] = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ') as [string, string];
  const [user, system] = fields.split(' ').slice(11, 13).map(Number) as [number, number];
  return (user + system) * MS_PER_JIFFY;
}
