import { createHash } from 'node:crypto';
import { realpath, rm } from 'node:fs/promises';
import { connect, createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ProblemError } from '../../../protocol/errors.js';

/**
 * Keeps a folder to this process until it ends, however it ends: a socket that nobody answers is one that a crash left.
 * @returns what gives it back
 * @throws ProblemError `in-use` where another process of this machine works on it
 */
export async function lockFolder(folder: string): Promise<() => Promise<void>> {
  const name = createHash('sha256')
    .update(await realpath(folder))
    .digest('hex');
  const path = join(tmpdir(), `tradewall-${name.slice(0, 32)}.sock`);
  if (await answers(path)) {
    const message = `--store: ${folder} is in use by another process; stop that, or choose another folder`;
    throw new ProblemError({ code: 'in-use', field: '--store', message });
  }
  await rm(path, { force: true });
  const server = await listen(path);
  return () => new Promise((resolve) => server.close(() => resolve()));
}

function answers(path: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(path);
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => resolve(false));
  });
}

function listen(path: string): Promise<Server> {
  return new Promise((resolve, reject) => {
    const server = createServer((socket) => socket.destroy());
    server.once('error', reject);
    server.listen(path, () => resolve(server));
    // A lock is no reason to go on.
    server.unref();
  });
}
