import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { holdProcess } from '../../../scripts/hold-process.js';

/** Six threads that are never done, on fewer processors than that as a rule: some wait for one when they are to stop. */
const BUSY = `
  const { Worker } = require('node:worker_threads');
  for (let count = 0; count < 5; count++) new Worker('for (;;);', { eval: true });
  process.stdout.write('busy');
  for (;;);
`;

/** How long each of its threads has had a processor, ns. */
function ranFor(pid: number): string[] {
  const threads = `/proc/${pid}/task`;
  return readdirSync(threads).map(
    (thread) => readFileSync(`${threads}/${thread}/schedstat`, 'utf8').split(' ')[0]!,
  );
}

it('a process that is held does nothing from then on: none of its threads is still on its way to a stop', async () => {
  const child = spawn(process.execPath, ['-e', BUSY]);
  try {
    await once(child.stdout, 'data');
    for (let round = 0; round < 20; round++) {
      await holdProcess(child);
      const first = ranFor(child.pid!);
      for (let look = 0; look < 20; look++) expect(ranFor(child.pid!)).toEqual(first);
      child.kill('SIGCONT');
    }
  } finally {
    child.kill('SIGKILL');
  }
});

it('a process that has ended needs no hold', async () => {
  const child = spawn(process.execPath, ['-e', '']);
  await once(child, 'exit');
  await holdProcess(child);
});
