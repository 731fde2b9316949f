import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { LIMITS } from '../../protocol/limits.js';
import { openRemoteStore } from '../../server/store/remote-store.js';
import { openStore } from '../../server/store/store.js';
import { serveFeed } from './feed-process.js';
import { wallViews } from './wall-views.js';

/** The feed in a process that imports a file when it is told to, in the store's process or in its own. */
const feed = await serveFeed(wallViews(), LIMITS.tickMs);
process.on('message', ({ file, where }: { file?: string; where?: 'apart' | 'inside' }) => {
  if (file === undefined) process.send!(feed.ticksDue);
  else
    void importFile(file, where === 'apart' ? openRemoteStore : openStore).then((rows) =>
      process.send!(rows),
    );
});
process.send!(feed.port);

async function importFile(file: string, open: typeof openStore): Promise<number> {
  const folder = mkdtempSync(join(tmpdir(), 'tradewall-bench-'));
  const store = await open(folder);
  try {
    return (await store.import(file, {})).kept;
  } finally {
    await store.close();
    rmSync(folder, { recursive: true });
  }
}
