import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A folder for files that are gone once `remove` is called. */
export interface TempFolder {
  readonly path: string;
  /** Path for a new file in it. */
  file(name: string): string;
  remove(): void;
}

export function makeTempFolder(): TempFolder {
  const path = mkdtempSync(join(tmpdir(), 'tradewall-'));
  let files = 0;
  return {
    path,
    file: (name) => join(path, `${files++}-${name}`),
    remove: () => rmSync(path, { recursive: true, force: true }),
  };
}
