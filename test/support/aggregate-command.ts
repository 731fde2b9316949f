import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { eventually } from './eventually.js';

export interface AggregateCommand {
  /** Address of its health and metrics. */
  readonly url: string;
  readonly log: string;
  stop(signal?: NodeJS.Signals): Promise<void>;
}

/** Starts `tradewall aggregate` and waits until it is ready. */
export async function aggregateCommand(nats: string, ...args: string[]): Promise<AggregateCommand> {
  const child = spawn(
    process.execPath,
    ['build/server/main.js', 'aggregate', '--nats', nats, '--port', '0', '--json-log', ...args],
    { stdio: ['ignore', 'pipe', 'pipe'] },
  );
  let log = '';
  child.stderr.on('data', (data: Buffer) => (log += data.toString()));
  const exited = once(child, 'exit');
  const [line] = (await Promise.race([
    once(createInterface({ input: child.stdout }), 'line'),
    exited.then(() => {
      throw new Error(`tradewall aggregate ended before it was there:\n${log}`);
    }),
  ])) as [string];
  const url = /http:\S+(?=readyz)/.exec(line)![0];
  await eventually('the aggregator is ready', async () => (await fetch(`${url}readyz`)).ok);
  return {
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
