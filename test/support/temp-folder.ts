import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach } from 'vitest';

/** Makes empty folders that are gone after the test; call it where tests are defined. */
export function tempFolders(): () => string {
  const made: string[] = [];
  afterEach(() => {
    for (const folder of made.splice(0)) rmSync(folder, { recursive: true, force: true });
  });
  return () => {
    made.push(mkdtempSync(join(tmpdir(), 'tradewall-test-')));
    return made.at(-1)!;
  };
}
