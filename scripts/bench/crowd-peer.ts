import type { AddressInfo } from 'node:net';
import { WebSocketServer } from 'ws';
import { liveBytes } from './live-bytes.js';

/** Plain ws as its README has it, whose connections do nothing; tells its memory. */
const server = new WebSocketServer({ port: 0, host: '127.0.0.1', perMessageDeflate: false });
server.on('connection', (socket) => socket.on('error', console.error));
server.on('listening', () => process.send!((server.address() as AddressInfo).port));
process.on('message', () => {
  process.send!({ bytes: liveBytes(), ticksDue: [] });
});
