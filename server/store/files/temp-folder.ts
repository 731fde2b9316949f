import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';

/** A folder for files that are gone once `remove` is called. */
export interface TempFolder {
  readonly path: string;
  /** Path for a new file in it. */
  file(name: string): string;
  remove(): void;
}

/** Containers may share a folder of temporary files, and number their processes alike. */
const OF_THIS_HOST = `tradewall-${hostname().replace(/[^\w.]/g, '_')}-`;

/** A folder whose name tells which process made it. */
export function makeTempFolder(): TempFolder {
  const path = mkdtempSync(join(tmpdir(), `${OF_THIS_HOST}${process.pid}-`));
  let files = 0;
  return {
    path,
    file: (name) => join(path, `${files++}-${name}`),
    remove: () => rmSync(path, { recursive: true, force: true }),
  };
}

/** Removes what processes of this user that were killed have left behind. */
export function removeLeftFolders(): void {
  for (const name of readdirSync(tmpdir())) {
    if (!name.startsWith(OF_THIS_HOST)) continue;
    const path = join(tmpdir(), name);
    // Another process may be removing the same.
    if (isLeft(name, path)) rmSync(path, { recursive: true, force: true, maxRetries: 3 });
  }
}

function isLeft(name: string, path: string): boolean {
  const pid = Number(/^(\d+)-[^-]+$/.exec(name.slice(OF_THIS_HOST.length))?.[1]);
  const stats = statSync(path, { throwIfNoEntry: false });
  if (Number.isNaN(pid) || stats === undefined || stats.uid !== process.getuid?.()) return false;
  // In a container each start may have the same number.
  return pid === process.pid ? stats.birthtimeMs < Date.now() - process.uptime() * 1_000 : !isRunning(pid);
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // Another user's may not be sent signals, but is there.
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
