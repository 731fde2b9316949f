import type { Server } from 'node:http';
import type { Socket } from 'node:net';
import { AddressCounts } from './address-counts.js';
import { plainAddress } from './client-address.js';
import type { ClientLimits } from './client-limits.js';

/** Time without any byte after which a connection that is no WebSocket is closed, ms. */
const IDLE_MS = 60_000;

/** Time in which the head of a request has to be there, ms. */
const HEAD_MS = 10_000;

/** Keeps whoever opens connections, or leaves them half open, from using up the server. */
export function limitConnections(server: Server, limits: ClientLimits): AddressCounts {
  const counts = new AddressCounts((address) => limits.mostOfAddress('connections', address));
  server.headersTimeout = HEAD_MS;
  // A body may take hours; that it goes on is what the time without a byte sees to.
  server.requestTimeout = 0;
  server.setTimeout(IDLE_MS);
  server.on('request', (request, response) => {
    // What is waited for then is our own answer.
    request.once('end', () => request.socket.setTimeout(0));
    response.once('close', () => request.socket.setTimeout(IDLE_MS));
  });
  server.on('connection', (socket: Socket) => {
    const address = plainAddress(socket.remoteAddress);
    if (!counts.take(address)) return socket.destroy();
    socket.once('close', () => counts.giveBack(address));
  });
  return counts;
}
