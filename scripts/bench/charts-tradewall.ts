import { readFile } from 'node:fs/promises';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { LIMITS } from '../../protocol/limits.js';
import { parseView } from '../../protocol/view.js';
import { attachFeed } from '../../server/hub/feed-endpoint.js';
import { Hub } from '../../server/hub/hub.js';
import { startTicker } from '../../server/hub/ticker.js';
import { projectFile } from '../../server/project-file.js';
import { createSimulatedSource } from '../../server/timelines/simulated/simulated-source.js';
import { Timeline } from '../../server/timelines/timeline.js';
import { TimelineClock } from '../../server/timelines/timeline-clock.js';
import { CHARTS, chartView, elementsPage, peerPage } from './charts-scene.js';

/**
 * The site of the charts, in a process of its own: our page with its feed at the speed given, a page for each peer, and
 * the figures that the peers are to show. They are those of our first frame, so that all draw the same lines.
 */
const now = Date.now();
const speed = Number(process.argv[2]);
const clock = new TimelineClock({ from: 0, to: null, start: now, speed, loop: false }, now);
const timeline = new Timeline(createSimulatedSource(42), clock, Date.now);
const hub = new Hub({
  timelines: new Map([[timeline.name, timeline]]),
  version: 'bench',
  now: Date.now,
  onFault: (fault) => {
    throw fault;
  },
});
// Filled before the first page comes.
await Promise.all(CHARTS.map((chart) => timeline.open(parseView(chartView(chart)))));
const figures = JSON.stringify(await Promise.all(CHARTS.map(figuresOf)));

const server = createServer((request, response) => {
  const { pathname } = new URL(request.url ?? '/', 'http://localhost');
  answer(pathname, response).catch(() => response.writeHead(404).end());
});
attachFeed(server, hub);
server.listen(0, '127.0.0.1', () => process.send!((server.address() as AddressInfo).port));
startTicker(LIMITS.tickMs, () => hub.tick());

async function answer(path: string, response: ServerResponse): Promise<void> {
  if (path === '/figures.json') return send(response, 'application/json', figures);
  if (path === '/tradewall') return send(response, 'text/html', elementsPage());
  if (path.startsWith('/peer/')) return send(response, 'text/html', peerPage(path.slice('/peer/'.length)));
  const file = path.startsWith('/peers/') ? `scripts/bench${path}` : `build/client${path}`;
  const type = path.endsWith('.css') ? 'text/css' : 'text/javascript';
  send(response, type, await readFile(projectFile(file)));
}

function send(response: ServerResponse, type: string, body: string | Buffer): void {
  response.setHeader('Content-Type', type).end(body);
}

/** Times and lines of a chart, 0 where nothing was traded. */
async function figuresOf(chart: (typeof CHARTS)[number]): Promise<{ times: number[]; lines: number[][] }> {
  const { rows } = await timeline.query(parseView(chartView(chart)));
  const times = [...new Set(rows.map(([bucket]) => bucket as number))].sort((a, b) => a - b);
  const places = new Map(times.map((time, place) => [time, place]));
  const lines = ['export', 'import'].map((flow) => {
    const line = times.map(() => 0);
    for (const [bucket, code, cell] of rows)
      if (code === flow) line[places.get(bucket as number)!] = Number(cell);
    return line;
  });
  return { times, lines };
}
