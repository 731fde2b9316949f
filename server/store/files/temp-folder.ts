import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A folder for files that are gone once `remove` is called. */
export interface TempFolder {
  readonly path: string;
  remove(): void;
}

export function makeTempFolder(): TempFolder {
  const path = mkdtempSync(join(tmpdir(), 'tradewall-'));
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) };
}
