import { startMessages, topics } from './fan-out-peer.mjs';

/** Runs on Bun: a topic for each view, which every viewer subscribes to. */
const server = globalThis.Bun.serve({
  port: 0,
  hostname: '127.0.0.1',
  fetch: (request, server) => (server.upgrade(request) ? undefined : new Response('', { status: 400 })),
  websocket: {
    open: (socket) => {
      for (const topic of topics()) socket.subscribe(topic);
    },
    message: () => undefined,
  },
});
startMessages((topic, text) => server.publish(topic, text));
process.send(server.port);
