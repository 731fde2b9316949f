import { once } from 'node:events';
import type { Server } from 'node:http';
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
    flows: ['import', 'export'],
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
  /** While true, who connects is cut off at once. */
  isRefusing = false;
  /** While true, who connects is told nothing, not even hello. */
  isSilent = false;
  hello: Hello = {
    type: 'hello',
    protocol: PROTOCOL,
    session: 's1',
    version: '1',
    now: 0,
    timelines: [timelineInfo()],
    limits: LIMITS,
  };
  /** What a subscription is answered with; by default nothing, until the test says `update`. */
  answer: (message: ClientMessage & { type: 'subscribe' }) => ViewUpdate | undefined = () => undefined;
  /** What a command, or the wish for a session, is answered with; by default nothing. */
  answerRequest: (message: ClientMessage & { request: number }) => ServerMessage | undefined = () =>
    undefined;
  readonly #server: WebSocketServer;
  #seq = 0;

  private constructor(server: WebSocketServer) {
    this.#server = server;
    server.on('connection', (socket) => {
      if (this.isRefusing) return socket.terminate();
      this.sockets.push(socket);
      socket.on('message', (data) => this.#receive(parseClientMessage((data as Buffer).toString())));
      if (!this.isSilent) socket.send(JSON.stringify(this.hello));
    });
  }

  /** Listens on any free port. @param speaks the subprotocols that it knows */
  static async start(speaks: readonly string[] = [SUBPROTOCOL_JSON]): Promise<ScriptedFeed> {
    const server = new WebSocketServer({
      port: 0,
      host: '127.0.0.1',
      handleProtocols: (offered) => [...offered].find((name) => speaks.includes(name)) ?? false,
    });
    await once(server, 'listening');
    return new ScriptedFeed(server);
  }

  /** Answers at `/feed` of a server that also serves the page. */
  static on(server: Server): ScriptedFeed {
    return new ScriptedFeed(
      new WebSocketServer({ server, path: '/feed', handleProtocols: () => SUBPROTOCOL_JSON }),
    );
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

  sendBytes(bytes: Uint8Array): void {
    this.sockets.at(-1)!.send(bytes);
  }

  /** Sends an update with the next sequence number; its resume token is `t` and that number. */
  update(views: Update['views'], clock: Update['clock'] = {}): void {
    const from = this.#seq++;
    this.send({ type: 'update', seq: this.#seq, from, clock, resume: `t${this.#seq}`, views });
  }

  #receive(message: ClientMessage): void {
    this.received.push(message);
    if ('request' in message) {
      const reply = this.answerRequest(message);
      if (reply !== undefined) this.send(reply);
    }
    if (message.type !== 'subscribe') return;
    const view = this.answer(message);
    if (view !== undefined) this.update({ [message.id]: view });
  }

  /** Drops every viewer without a word. */
  dropViewers(): void {
    for (const socket of this.sockets) socket.terminate();
  }

  /** Forgets what was said so far, for another test. */
  reset(): void {
    this.dropViewers();
    this.received.length = 0;
    this.sockets.length = 0;
    this.isRefusing = false;
    this.isSilent = false;
    this.answerRequest = () => undefined;
  }

  /** Drops every viewer and stops listening. */
  async close(): Promise<void> {
    this.dropViewers();
    await new Promise((resolve) => this.#server.close(resolve));
  }
}
