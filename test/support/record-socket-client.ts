import { once } from 'node:events';
import { WebSocket } from 'ws';
import { parseSenderMessage, RECORDS_PROTOCOL, type SenderMessage } from '../../protocol/record-messages.js';

/** What a stranger writes from PROTOCOL.md alone. */
export interface RecordSocketClient {
  readonly socket: WebSocket;
  readonly messages: SenderMessage[];
  send(text: string | Buffer): void;
  /** Once so many messages have come. */
  received(count: number): Promise<SenderMessage[]>;
  readonly closed: Promise<number>;
}

export async function connectRecordSocket(
  url: string,
  headers: Record<string, string> = {},
): Promise<RecordSocketClient> {
  const socket = new WebSocket(url, RECORDS_PROTOCOL, { headers });
  const messages: SenderMessage[] = [];
  socket.on('message', (data) => messages.push(parseSenderMessage((data as Buffer).toString())));
  const closed = once(socket, 'close').then(([code]) => code as number);
  await once(socket, 'open');
  socket.on('error', () => undefined);
  return {
    socket,
    messages,
    send: (text) => socket.send(text),
    received: async (count) => {
      while (messages.length < count) await once(socket, 'message');
      return messages;
    },
    closed,
  };
}
