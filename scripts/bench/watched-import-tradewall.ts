import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { LIMITS } from '../../protocol/limits.js';
import { openStore } from '../../server/store/store.js';
import { serveFeed } from './feed-process.js';
import { wallViews } from './wall-views.js';

/** The feed in a process that imports a file when it is told to. */
const feed = await serveFeed(wallViews(), LIMITS.tickMs, 3_600);
process.on('message', ({ file }: { file?: string }) => {
  if (file === undefined) process.send!(feed.ticksDue);
  else void importFile(file).then((rows) => process.send!(rows));
});
process.send!(feed.port);

async function importFile(file: string): Promise<number> {
  const folder = mkdtempSync(join(tmpdir(), 'tradewall-bench-'));
  const store = await openStore(folder);
  try {
    return (await store.import(file, {})).kept;
  } finally {
    await store.close();
    rmSync(folder, { recursive: true });
  }
}
