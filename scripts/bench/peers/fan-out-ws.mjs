import { WebSocketServer } from 'ws';
import { serveMessages } from './fan-out-peer.mjs';

// As the README of ws has it: every message to every client.
const server = new WebSocketServer({ port: 0, host: '127.0.0.1' });
serveMessages(server, (topic, text) => {
  for (const client of server.clients) client.send(text);
});
