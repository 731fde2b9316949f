import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { WebSocketServer, type WebSocket } from 'ws';
import { parseClientMessage, type ClientMessage } from '../../protocol/client-messages.js';
import type { Hello, ServerMessage, Update, ViewUpdate } from '../../protocol/server-messages.js';
import { MEASURES, unitOf } from '../../protocol/measures.js';
import { LIMITS } from '../../protocol/limits.js';
import type { TimelineInfo } from '../../protocol/timeline-info.js';
import { PROTOCOL, SUBPROTOCOL_JSON } from '../../protocol/version.js';

/** A timeline of invented figures in UTC; fields given replace the usual ones. */
export function timelineInfo(fields: Partial<TimelineInfo> = {}): TimelineInfo {
  return {
    name: 'demo',
    kind: 'simulated',
    title: 'Demonstration',
    source: 'Invented figures',
    currency: 'CNY',
    valuation: { import: 'CIF', export: 'FOB' },
    units: Object.fromEntries(
      MEASURES.map((measure) => [measure, unitOf(measure, 'CNY')]),
    ) as TimelineInfo['units'],
    utcOffset: '+00:00',
    frequency: 'instant',
    dimensions: ['flow', 'partner'],
    measures: ['value', 'tonnage', 'records'],
    from: 0,
    to: null,
    controllable: true,
    seed: 42,
    clock: { time: 60_000, watermark: 60_000, speed: 1, state: 'playing', loop: false },
    ...fields,
  };
}

/** A view update in which only what a test is about has to be written. */
export function viewUpdate(fields: Partial<ViewUpdate> & Pick<ViewUpdate, 'rows' | 'columns'>): ViewUpdate {
  return { kind: 'snapshot', window: { from: 0, to: 0 }, ...fields };
}

/** A real WebSocket server on a free port that speaks the feed's protocol as the test tells it to. */
export class ScriptedFeed {
  readonly received: ClientMessage[] = [];
  readonly sockets: WebSocket[] = [];
  hello: Hello = {
    type: 'hello',
    protocol: PROTOCOL,
    session: 's1',
    version: '1',
    now: 0,
    timelines: [timelineInfo()],
    limits: LIMITS,
  };
  readonly #server: WebSocketServer;
  #seq = 0;

  private constructor(server: WebSocketServer) {
    this.#server = server;
    server.on('connection', (socket) => {
      this.sockets.push(socket);
      socket.on('message', (data) => this.received.push(parseClientMessage((data as Buffer).toString())));
      socket.send(JSON.stringify(this.hello));
    });
  }

  /** Listens on `port`, by default any free one. */
  static async start(port = 0): Promise<ScriptedFeed> {
    const handleProtocols = (): string => SUBPROTOCOL_JSON;
    const server = new WebSocketServer({ port, host: '127.0.0.1', handleProtocols });
    await once(server, 'listening');
    return new ScriptedFeed(server);
  }

  get port(): number {
    return (this.#server.address() as AddressInfo).port;
  }

  get url(): string {
    return `ws://127.0.0.1:${this.port}/feed`;
  }

  /** Sends to the newest viewer. */
  send(message: ServerMessage): void {
    this.sendText(JSON.stringify(message));
  }

  sendText(text: string): void {
    this.sockets.at(-1)!.send(text);
  }

  /** Sends an update with the next sequence number; its resume token is `t` and that number. */
  update(views: Update['views'], clock: Update['clock'] = {}): void {
    const from = this.#seq++;
    this.send({ type: 'update', seq: this.#seq, from, clock, resume: `t${this.#seq}`, views });
  }

  /** Drops every viewer without a word and stops listening. */
  async close(): Promise<void> {
    for (const socket of this.sockets) socket.terminate();
    await new Promise((resolve) => this.#server.close(resolve));
  }
}
