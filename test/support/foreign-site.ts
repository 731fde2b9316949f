import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { cp, mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** A site of somebody else that has the packed tarball among its packages, built by its own tools. */
export interface ForeignSite {
  readonly url: string;
  readonly folder: string;
  /** Content-Security-Policy of its pages, or none. */
  csp: string | null;
  /** Pages made up by a test, by path. */
  readonly pages: Map<string, string>;
  /** Runs one of its programs to its end. @returns what it printed @throws what it said, where it failed */
  run(program: string, ...args: string[]): Promise<string>;
  close(): Promise<void>;
}

/** Without what the test runner says of itself, by which a build would be none for production. */
const { NODE_ENV: _, ...OWN_ENV } = process.env;

const TYPES: Readonly<Record<string, string>> = { html: 'text/html; charset=utf-8', js: 'text/javascript' };

/** Packs what has been built, installs it from the registry's packages and that tarball alone, and serves the folder. */
export async function openForeignSite(): Promise<ForeignSite> {
  const folder = await mkdtemp(join(tmpdir(), 'tradewall-foreign-'));
  await cp('test/foreign', folder, { recursive: true });
  await run(process.execPath, ['build/scripts/describe-elements.js']);
  const packed = await run('npm', ['pack', '--ignore-scripts', '--silent', '--pack-destination', folder]);
  await run('npm', ['install', '--silent', '--no-audit', '--no-fund', `./${packed.stdout.trim()}`], {
    cwd: folder,
  });
  const pages = new Map<string, string>();
  const bodyOf = async (path: string): Promise<string | Buffer | null> =>
    pages.get(path) ??
    (await readFile(join(folder, path.startsWith('/assets/') ? `dist${path}` : path)).catch(() => null));
  const serve = async (path: string, response: ServerResponse): Promise<void> => {
    const body = await bodyOf(path);
    if (site.csp !== null) response.setHeader('Content-Security-Policy', site.csp);
    response.setHeader('Content-Type', TYPES[path.split('.').at(-1)!] ?? 'text/plain');
    response.writeHead(body === null ? 404 : 200).end(body);
  };
  const server = createServer(
    (request, response) => void serve(new URL(request.url ?? '/', 'http://localhost').pathname, response),
  );
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const site: ForeignSite = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    folder,
    csp: null,
    pages,
    run: async (program, ...args) => (await run(program, args, { cwd: folder, env: OWN_ENV })).stdout,
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await rm(folder, { recursive: true });
    },
  };
  return site;
}
