import { existsSync } from 'node:fs';
import { resolve } from 'node:path';

/** Real files of statistics offices, outside the repository: test input that is not ours to publish. */
const FOLDER = resolve(import.meta.dirname, '../../../../shared/data');

export const hasRealFiles = existsSync(FOLDER);

if (!hasRealFiles) console.warn(`No real trade files at ${FOLDER}: the tests that read them are left out.`);

export function realFile(path: string): string {
  return resolve(FOLDER, path);
}
