import type { AddressInfo, Socket } from 'node:net';
import * as ws from 'ws';
import { LIMITS } from '../../protocol/limits.js';
import { startTicker } from '../../server/hub/ticker.js';

/** The least that a WebSocket server can do: the same bytes, framed once, to every socket beneath at every tick. */
const payload = Buffer.alloc(Number(process.argv[2]), 'x');
const sockets = new Set<ws.WebSocket>();
let ticks = 0;
const server = new ws.WebSocketServer({ port: 0, host: '127.0.0.1', perMessageDeflate: false });
server.on('connection', (socket) => {
  sockets.add(socket);
  socket.on('close', () => sockets.delete(socket));
});
server.on('listening', () => process.send!((server.address() as AddressInfo).port));
startTicker(LIMITS.tickMs, () => {
  writeFramed();
  ticks++;
});

/** What the types of ws leave out: how it frames, and the socket beneath. */
const { Sender } = ws as unknown as { Sender: { frame(data: Buffer, options: object): Buffer[] } };
type WithSocket = ws.WebSocket & { readonly _socket: Socket };

function writeFramed(): void {
  const options = { fin: true, rsv1: false, opcode: 1, mask: false, readOnly: true };
  const frame = Buffer.concat(Sender.frame(payload, options));
  for (const socket of sockets) (socket as WithSocket)._socket.write(frame);
}

process.on('message', () => {
  const { user, system } = process.cpuUsage();
  process.send!({ cpuMs: (user + system) / 1_000, ticks });
});
