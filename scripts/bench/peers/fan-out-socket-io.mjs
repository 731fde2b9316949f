import { createServer } from 'node:http';
import { Server } from 'socket.io';
import { serveMessages, topics } from './fan-out-peer.mjs';

// A room for each view, which every viewer is in.
const server = createServer();
// The viewers of the benchmark answer no pings.
const io = new Server(server, { transports: ['websocket'], pingInterval: 600_000 });
io.on('connection', (socket) => socket.join(topics()));
serveMessages(server, (topic, text) => io.to(topic).emit('update', text));
server.listen(0, '127.0.0.1');
