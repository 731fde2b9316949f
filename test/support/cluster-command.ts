import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { eventually } from './eventually.js';

export interface ClusterCommand {
  readonly child: ChildProcess;
  /** Address that it listens on. */
  readonly url: string;
  readonly log: string;
  stop(signal?: NodeJS.Signals): Promise<void>;
}

/** Servers of NATS that have just lost one of them take a while to answer. */
const READY_MS = 60_000;

/** The command line of this build. */
export const MAIN = 'build/server/main.js';

type Role = 'aggregate' | 'gateway';

/** Starts `tradewall aggregate` or `tradewall gateway` and waits until it is ready. */
export function clusterCommand(role: Role, nats: string, ...args: string[]): Promise<ClusterCommand> {
  return clusterCommandOf(MAIN, role, nats, ...args);
}

/** The same of another build. */
export async function clusterCommandOf(
  main: string,
  role: Role,
  nats: string,
  ...args: string[]
): Promise<ClusterCommand> {
  const child = spawn(process.execPath, [main, role, '--nats', nats, '--port', '0', '--json-log', ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let log = '';
  child.stderr.on('data', (data: Buffer) => (log += data.toString()));
  const exited = once(child, 'exit');
  const [line] = (await Promise.race([
    once(createInterface({ input: child.stdout }), 'line'),
    exited.then(() => {
      throw new Error(`tradewall ${role} ended before it was there:\n${log}`);
    }),
  ])) as [string];
  const url = /http:\/\/[^/]+\//.exec(line)![0];
  try {
    await eventually(`the ${role} is ready`, async () => (await fetch(`${url}readyz`)).ok, READY_MS);
  } catch (fault) {
    child.kill('SIGKILL');
    throw fault;
  }
  return {
    child,
    url,
    get log() {
      return log;
    },
    stop: async (signal = 'SIGTERM') => {
      if (child.exitCode === null && child.signalCode === null) {
        child.kill(signal);
        await exited;
      }
    },
  };
}
