import { createHash } from 'node:crypto';
import { readdir } from 'node:fs/promises';

/**
 * Changes whenever the built client does: page files carry hashes in their names, so the list of names tells them apart.
 * A page that meets another version than it came with reloads itself.
 */
export async function buildVersion(clientDir: string): Promise<string> {
  const names = await readdir(clientDir, { recursive: true });
  return createHash('sha256').update(names.sort().join('\n')).digest('hex').slice(0, 12);
}
