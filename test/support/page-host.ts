import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { build, type Rolldown } from 'vite';
import type { Alerts } from '../../protocol/alerts.js';
import { quietAlerts } from './alerts.js';
import { ScriptedFeed } from './feed-server.js';

/** The product's own pages, and a feed that says what the test wants. */
export interface PageHost {
  readonly url: string;
  readonly feed: ScriptedFeed;
  /** How often a browser asked for each page to show it. */
  readonly visits: Map<string, number>;
  /** What the server says of unusual flows. */
  alerts: Alerts;
  close(): Promise<void>;
}

const TYPES: Record<string, string> = {
  html: 'text/html; charset=utf-8',
  js: 'text/javascript',
  css: 'text/css',
  woff2: 'font/woff2',
};

/** Serves the pages as they would be published, made afresh from the sources; names may be others in Chinese. */
export async function startPageHost(
  names: Readonly<Record<string, string>> = {},
  chineseNames = names,
): Promise<PageHost> {
  const files = await builtFiles();
  const visits = new Map<string, number>();
  const server = createServer((request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://localhost');
    if (request.headers['sec-fetch-dest'] === 'document')
      visits.set(pathname, (visits.get(pathname) ?? 0) + 1);
    if (pathname.startsWith('/api/dictionaries/'))
      return response.end(JSON.stringify(searchParams.get('lang') === 'zh-CN' ? chineseNames : names));
    if (pathname === '/api/alerts') return response.end(JSON.stringify(host.alerts));
    const name =
      { '/': 'index.html', '/wall': 'wall.html', '/wall/setup': 'setup.html' }[pathname] ?? pathname.slice(1);
    const file = files.get(name);
    if (file === undefined) return response.writeHead(404).end();
    return response.setHeader('Content-Type', TYPES[name.split('.').at(-1)!] ?? 'text/plain').end(file);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const feed = ScriptedFeed.on(server);
  const host: PageHost = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    feed,
    visits,
    alerts: quietAlerts(),
    close: async () => {
      await feed.close();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
  return host;
}

async function builtFiles(): Promise<Map<string, string | Uint8Array>> {
  const configFile = fileURLToPath(new URL('../../vite.config.ts', import.meta.url));
  const built = await build({ configFile, logLevel: 'warn', build: { write: false } });
  const { output } = (Array.isArray(built) ? built[0] : built) as Rolldown.RolldownOutput;
  return new Map(output.map((file) => [file.fileName, file.type === 'chunk' ? file.code : file.source]));
}
