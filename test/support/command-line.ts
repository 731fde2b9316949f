import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';

const MAIN = 'build/server/main.js';

export interface CommandResult {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs a command of the built command line to its end. */
export async function runCommand(...args: string[]): Promise<CommandResult> {
  const child = spawn(process.execPath, [MAIN, ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
  const output = { stdout: '', stderr: '' };
  child.stdout.on('data', (data: Buffer) => (output.stdout += data.toString()));
  child.stderr.on('data', (data: Buffer) => (output.stderr += data.toString()));
  const [code] = (await once(child, 'close')) as [number | null];
  return { code, ...output };
}

export interface ServedCommand {
  readonly child: ChildProcess;
  readonly url: string;
  readonly port: number;
  /** What it has written to its log. */
  readonly log: string;
  /** Ends it with a signal and waits until it is gone. */
  stop(signal?: NodeJS.Signals): Promise<void>;
}

/** Starts `tradewall serve` and waits for the address that it prints. */
export function serveCommand(...args: string[]): Promise<ServedCommand> {
  return serveCommandIn({}, ...args);
}

/** The same with more in its environment, as another machine has it. */
export async function serveCommandIn(env: NodeJS.ProcessEnv, ...args: string[]): Promise<ServedCommand> {
  const child = spawn(process.execPath, [MAIN, 'serve', ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, ...env },
  });
  let stderr = '';
  child.stderr.on('data', (data: Buffer) => (stderr += data.toString()));
  const exited = once(child, 'exit');
  const [line] = (await Promise.race([
    once(createInterface({ input: child.stdout }), 'line'),
    exited.then(() => {
      throw new Error(`tradewall serve ${args.join(' ')} ended before it printed its address:\n${stderr}`);
    }),
  ])) as [string];
  const url = /https?:\S+/.exec(line)![0];
  return {
    child,
    url,
    get log() {
      return stderr;
    },
    port: Number(new URL(url).port),
    stop: async (signal = 'SIGTERM') => {
      if (child.exitCode === null && child.signalCode === null) {
        child.kill(signal);
        await exited;
      }
    },
  };
}
