import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { projectFile } from '../../server/project-file.js';

const PEERS_DIR = projectFile('scripts/bench/peers');

/** A file of the peers, which have a package of their own so that the product does not depend on them; installed on first use. */
export function peerFile(path: string): string {
  if (!existsSync(join(PEERS_DIR, 'node_modules'))) {
    process.stderr.write(`Installing the peers in ${PEERS_DIR} (npm ci, 200 MB), which is done once.\n`);
    execFileSync('npm', ['ci', '--no-audit', '--no-fund'], { cwd: PEERS_DIR, stdio: ['ignore', 2, 2] });
  }
  return join(PEERS_DIR, path);
}
