import type { ChildProcess } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';

/** How often is asked whether a process is held, ms. */
const ASK_MS = 1;

/**
 * Stops a process where it is, until it is told SIGCONT. Waits until it is, or has ended: its threads go on for some
 * milliseconds after the signal, in which it may still answer.
 */
export async function holdProcess(child: ChildProcess): Promise<void> {
  child.kill('SIGSTOP');
  while (child.exitCode === null && child.signalCode === null && !isHeld(child.pid!)) await pause(ASK_MS);
}

/** Whether each thread of a process is stopped, as proc(5) tells: after its name, which may have brackets in it. */
function isHeld(pid: number): boolean {
  const threads = `/proc/${pid}/task`;
  try {
    return readdirSync(threads).every((thread) =>
      / T [^)]*$/.test(readFileSync(`${threads}/${thread}/stat`, 'utf8')),
    );
  } catch (fault) {
    // A thread ended after it was listed.
    if (['ENOENT', 'ESRCH'].includes((fault as NodeJS.ErrnoException).code!)) return false;
    throw fault;
  }
}
