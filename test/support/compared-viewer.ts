import { WebSocket } from 'ws';
import type { ControlMessage } from '../../protocol/client-messages.js';
import type { Cell, ServerMessage, Update } from '../../protocol/server-messages.js';
import type { ViewRequest } from '../../protocol/view.js';
import { messageReader } from './message-reader.js';
import { sortRows } from './naive-view.js';
import { applyUpdate, type PlainView } from './plain-feed-client.js';

/** A viewer that remembers what it was shown at each tick, to be compared with others. */
export class ComparedViewer {
  /** At each tick its cells by view, and its clocks, as text; from the first on at which it had all of its views. */
  readonly shown = new Map<number, Readonly<Record<string, string>>>();
  readonly #socket: WebSocket;
  readonly #ids: readonly string[];
  readonly #views = new Map<string, PlainView>();
  readonly #state = { seq: 0, resume: undefined as string | undefined };
  readonly #asked = new Map<number, (message: ServerMessage) => void>();
  /** The last update. */
  last: Update | undefined;

  constructor(feed: string, protocol: string, views: Readonly<Record<string, ViewRequest>>) {
    this.#ids = Object.keys(views);
    this.#socket = new WebSocket(feed, [protocol]);
    const read = messageReader();
    this.#socket.on('open', () => {
      for (const [id, view] of Object.entries(views)) this.#send({ type: 'subscribe', id, view });
    });
    this.#socket.on('message', (data, isBinary) =>
      this.#take(read(isBinary ? (data as Buffer) : (data as Buffer).toString())),
    );
  }

  /** Rows of a view; those whose records were all withdrawn are told only to who had them before, and left out. */
  rows(id: string): Cell[][] {
    const { columns, rows } = this.#views.get(id) ?? { columns: [] as string[], rows: new Map() };
    const records = columns.indexOf('records');
    return sortRows([...rows.values()].filter((row) => records < 0 || row[records] !== 0));
  }

  /** Gives a command, and resolves with the answer. */
  control(command: Omit<ControlMessage, 'type' | 'request'>): Promise<ServerMessage> {
    const request = this.#asked.size + 1;
    const answer = new Promise<ServerMessage>((resolve) => this.#asked.set(request, resolve));
    this.#send({ type: 'control', request, ...command });
    return answer;
  }

  close(): void {
    this.#socket.terminate();
  }

  #send(message: object): void {
    this.#socket.send(JSON.stringify(message));
  }

  #take(message: ServerMessage): void {
    if (message.type === 'reply') this.#asked.get(message.request)?.(message);
    if (message.type === 'error') throw new Error(`a viewer was refused: ${message.message}`);
    if (message.type !== 'update') return;
    applyUpdate(message, this.#views, this.#state);
    this.last = message;
    if (!this.#ids.every((id) => this.#views.has(id))) return;
    const cells = this.#ids.map((id) => [id, JSON.stringify(this.rows(id))]);
    // Not the watermark: who began after the newest record was withdrawn never knew of it.
    const clocks = Object.entries(message.clock).map(([name, { time, speed, state }]) => [
      `clock of ${name}`,
      JSON.stringify({ time, speed, state }),
    ]);
    this.shown.set(message.seq, Object.fromEntries([...cells, ...clocks]) as Record<string, string>);
  }
}

/** What viewers were shown that was not the same at the same tick. */
export function differences(viewers: readonly ComparedViewer[]): string[] {
  const first = new Map<number, Readonly<Record<string, string>>>();
  const found: string[] = [];
  for (const { shown } of viewers)
    for (const [seq, content] of shown) {
      const known = first.get(seq) ?? content;
      first.set(seq, known);
      for (const [what, text] of Object.entries(content))
        if (known[what] !== text) found.push(`tick ${seq}, ${what}: ${known[what]}\nbut ${text}`);
    }
  return found;
}
