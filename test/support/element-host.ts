import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { build, type Rolldown } from 'vite';
import { quietAlerts } from './alerts.js';
import { ScriptedFeed } from './feed-server.js';

/** A site of one page with the elements on it, and a feed that says what the test wants. */
export interface ElementHost {
  readonly url: string;
  readonly feed: ScriptedFeed;
  /** Body of the page; the script that defines the elements is there already. */
  body: string;
  /** Content-Security-Policy of the page, or none. */
  csp: string | null;
  /** What is served as JSON beside the feed, by path. */
  json: Record<string, unknown>;
  /** Paths asked for, in order. */
  readonly visits: string[];
  close(): Promise<void>;
}

/** Serves the single-file bundle as it would be published, made afresh from the sources. */
export async function startElementHost(): Promise<ElementHost> {
  const scripts = await embedScripts();
  const server = createServer((request, response) => {
    const { pathname, search } = new URL(request.url ?? '/', 'http://localhost');
    host.visits.push(pathname);
    // As the server lets pages of anybody have its scripts and figures.
    response.setHeader('Access-Control-Allow-Origin', '*');
    if (pathname in host.json)
      return response.setHeader('Content-Type', 'application/json').end(JSON.stringify(host.json[pathname]));
    const script = scripts.get(pathname.slice(1));
    if (script !== undefined) return response.setHeader('Content-Type', 'text/javascript').end(script);
    if (pathname.startsWith('/api/dictionaries/')) {
      return response.setHeader('Content-Type', 'application/json').end(JSON.stringify(NAMES));
    }
    if (pathname === '/framing')
      return response.setHeader('Content-Type', 'text/html').end(framing(search.slice(1)));
    if (pathname !== '/') return response.writeHead(404).end();
    if (host.csp !== null) response.setHeader('Content-Security-Policy', host.csp);
    return response.setHeader('Content-Type', 'text/html; charset=utf-8').end(pageOf(host.body));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const feed = ScriptedFeed.on(server);
  const host: ElementHost = {
    url: `http://127.0.0.1:${port}/`,
    feed,
    body: '',
    csp: null,
    json: { '/api/alerts': quietAlerts() },
    visits: [],
    close: async () => {
      await feed.close();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
  return host;
}

const NAMES = { USA: 'United States', JPN: 'Japan', DEU: 'Germany' };

/** An SVG favicon in the page keeps the browser from asking for one, which would show up as an error. */
function pageOf(body: string): string {
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>A page of someone else</title>
<link rel="icon" href="data:,"><script type="module" src="/embed.js"></script></head><body><main><h1>A page of someone else</h1>${body}</main></body></html>`;
}

/** A page that has another in a frame, which may do nothing but run scripts: it is of no origin at all. */
function framing(url: string): string {
  return `<!doctype html><html lang="en"><title>A page of someone else</title><link rel="icon" href="data:,">
<iframe title="framed" sandbox="allow-scripts" width="800" height="600" src="${url}"></iframe></html>`;
}

/** The bundle and the chunks that it loads when they are used, by path. */
async function embedScripts(): Promise<Map<string, string>> {
  const configFile = fileURLToPath(new URL('../../vite.config.ts', import.meta.url));
  const built = await build({ configFile, mode: 'embed', logLevel: 'warn', build: { write: false } });
  const { output } = (Array.isArray(built) ? built[0] : built) as Rolldown.RolldownOutput;
  return new Map(output.flatMap((file) => (file.type === 'chunk' ? [[file.fileName, file.code]] : [])));
}
