import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { beforeEnd } from './before-end.js';

/** A process of the benchmark's own, so that what is measured and what loads it don't share a thread. */
export interface BenchChild {
  /** What it said when it was ready. */
  readonly ready: unknown;
  /** Sends a request and waits for its answer. */
  ask<T>(request: object): Promise<T>;
  stop(): Promise<void>;
}

export interface ChildOptions {
  /** Another runtime than this Node. */
  readonly runtime?: string;
}

/** Starts `script`, a module beside this one or an absolute path, and waits until it says that it is ready. */
export async function startChild(
  script: string,
  args: readonly string[] = [],
  { runtime }: ChildOptions = {},
): Promise<BenchChild> {
  const path = fileURLToPath(new URL(script, import.meta.url));
  const child = fork(
    path,
    args,
    // Other runtimes speak only the plain form.
    runtime === undefined
      ? { execArgv: ['--expose-gc'], serialization: 'advanced' }
      : { execPath: runtime, execArgv: [], serialization: 'json' },
  );
  const ready = await answerOf<unknown>(child, script);
  return {
    ready,
    ask: (request) => {
      child.send(request);
      return answerOf(child, script);
    },
    stop: async () => {
      child.kill();
      await once(child, 'exit');
    },
  };
}

async function answerOf<T>(child: ChildProcess, script: string): Promise<T> {
  const [answer] = await beforeEnd(
    child,
    (signal) => once(child, 'message', { signal }) as Promise<[T]>,
    (code) => `${script} ended with ${code} before it answered`,
  );
  return answer;
}
