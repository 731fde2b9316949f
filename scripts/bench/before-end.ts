import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';

/**
 * What is waited for of a process, which is given up once it has ended.
 * @param wait ends with the signal, at the latest once this has
 * @param fault what to say of a process that ended with `code` before
 */
export async function beforeEnd<T>(
  child: ChildProcess,
  wait: (signal: AbortSignal) => Promise<T>,
  fault: (code: string) => string,
): Promise<T> {
  const over = new AbortController();
  const { signal } = over;
  // Its streams too: what it said last may say why.
  const ended = once(child, 'close', { signal }).then(([code]) => {
    throw new Error(fault(String(code)));
  });
  const awaited = wait(signal);
  // The one that is second is aborted.
  for (const either of [ended, awaited]) either.catch(() => undefined);
  try {
    return await Promise.race([awaited, ended]);
  } finally {
    over.abort();
  }
}
