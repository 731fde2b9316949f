import { WebSocket } from 'ws';
import type { Cell, ServerMessage, Update } from '../../protocol/server-messages.js';
import { messageReader } from './message-reader.js';

/** What a stranger writes from PROTOCOL.md alone: holds rows by bucket and group, and the last resume token. */
export interface PlainView {
  columns: string[];
  /** Rows by their bucket and group columns. */
  rows: Map<string, Cell[]>;
  kinds: string[];
}

export interface PlainFeedClient {
  readonly messages: ServerMessage[];
  readonly views: Map<string, PlainView>;
  readonly seq: number;
  readonly resume: string | undefined;
  send(message: unknown): void;
  sendRaw(data: string | Buffer): void;
  /** The first message, past or coming, that fits. */
  waitFor<T extends ServerMessage>(fits: (message: ServerMessage) => message is T): Promise<T>;
  waitFor(fits: (message: ServerMessage) => boolean): Promise<ServerMessage>;
  /** Resolves with the close code. */
  readonly closed: Promise<number>;
  terminate(): void;
  pause(): void;
  unpause(): void;
}

export function isType<T extends ServerMessage['type']>(type: T) {
  return (message: ServerMessage): message is ServerMessage & { type: T } => message.type === type;
}

export async function connectPlainClient(
  url: string,
  before?: { views: Map<string, PlainView> },
  protocols: string[] = [],
): Promise<PlainFeedClient> {
  const socket = new WebSocket(url, protocols);
  const messages: ServerMessage[] = [];
  const waiting = new Set<() => void>();
  const views = before?.views ?? new Map<string, PlainView>();
  const state = { seq: 0, resume: undefined as string | undefined };
  const read = messageReader();
  socket.on('message', (data, isBinary) => {
    const message = read(isBinary ? (data as Buffer) : (data as Buffer).toString());
    messages.push(message);
    if (message.type === 'update') applyUpdate(message, views, state);
    for (const check of waiting) check();
  });
  const closed = new Promise<number>((resolve) => {
    socket.on('close', (code) => resolve(code));
  });
  // A refused or broken connection shows in `closed`; the constructor below rejects for the first.
  await new Promise<void>((resolve, reject) => {
    socket.once('open', () => resolve());
    socket.once('error', reject);
  });
  socket.on('error', () => undefined);
  return {
    messages,
    views,
    get seq() {
      return state.seq;
    },
    get resume() {
      return state.resume;
    },
    send: (message) => socket.send(JSON.stringify(message)),
    sendRaw: (data) => socket.send(data),
    waitFor: (fits: (message: ServerMessage) => boolean) =>
      new Promise<never>((resolve) => {
        const check = (): void => {
          const found = messages.find(fits);
          if (found === undefined) return;
          waiting.delete(check);
          resolve(found as never);
        };
        waiting.add(check);
        check();
      }),
    closed,
    terminate: () => socket.terminate(),
    pause: () => socket.pause(),
    unpause: () => socket.resume(),
  };
}

/** Takes an update into the views that a client has. */
export function applyUpdate(
  update: Update,
  views: Map<string, PlainView>,
  state: { seq: number; resume: string | undefined },
): void {
  state.seq = update.seq;
  state.resume = update.resume;
  for (const [id, change] of Object.entries(update.views)) {
    const known = views.get(id);
    const view =
      change.kind === 'changes' && known !== undefined ? known : { columns: [], rows: new Map(), kinds: [] };
    view.kinds = [...(known?.kinds ?? []), change.kind];
    view.columns = change.columns;
    const keys = change.columns.findIndex(
      (column) => !['bucket', 'flow', 'partner', 'commodity', 'port', 'mode', 'transport'].includes(column),
    );
    for (const row of change.rows) view.rows.set(JSON.stringify(row.slice(0, keys)), row);
    const { from } = change.window;
    if (from !== null) {
      for (const [key, row] of view.rows) if ((row[0] as number) < from) view.rows.delete(key);
    }
    views.set(id, view);
  }
}
