import { resolve } from 'node:path';

/**
 * A path as its user meant it: npm runs scripts in the folder of package.json, and tells in INIT_CWD where it was called.
 */
export function userPath(path: string): string {
  const runByNpm = ['start', 'tradewall'].includes(process.env['npm_lifecycle_event'] ?? '');
  return resolve((runByNpm ? process.env['INIT_CWD'] : undefined) ?? process.cwd(), path);
}
