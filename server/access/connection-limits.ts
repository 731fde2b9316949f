import type { IncomingMessage, Server } from 'node:http';
import type { Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import { AddressCounts } from './address-counts.js';
import { clientAddress, isLoopback, plainAddress } from './client-address.js';

/** Connections of one address: an office behind one router, not one host that opens all it can. */
const CONNECTIONS_PER_ADDRESS = 1_000;

/** Time without any byte after which a connection that is no WebSocket is closed, ms. */
const IDLE_MS = 60_000;

/** Time in which the head of a request has to be there, ms. */
const HEAD_MS = 10_000;

export interface ConnectionLimits {
  /** Undefined: the usual for others, any number for this machine. */
  readonly perAddress: number | undefined;
  /** Proxies, who connect for many. */
  readonly trusted: ReadonlySet<string>;
}

/** Keeps whoever opens connections, or leaves them half open, from using up the server. */
export function limitConnections(server: Server, { perAddress, trusted }: ConnectionLimits): AddressCounts {
  const counts = new AddressCounts((address) => {
    if (trusted.has(address)) return Infinity;
    return perAddress ?? (isLoopback(address) ? Infinity : CONNECTIONS_PER_ADDRESS);
  });
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

/** Counts the WebSockets that come by way of proxies, by the address that the proxy names. */
export class ProxiedSockets {
  readonly #trusted: ReadonlySet<string>;
  readonly #counts: AddressCounts;

  constructor({ perAddress = CONNECTIONS_PER_ADDRESS, trusted }: ConnectionLimits) {
    this.#trusted = trusted;
    this.#counts = new AddressCounts((address) => (trusted.has(address) ? Infinity : perAddress));
  }

  /** Whether the address may have one more; it is counted until the connection ends. */
  take(request: IncomingMessage, socket: Duplex): boolean {
    if (!this.#trusted.has(plainAddress(request.socket.remoteAddress))) return true;
    const address = clientAddress(request, this.#trusted);
    if (!this.#counts.take(address)) return false;
    socket.once('close', () => this.#counts.giveBack(address));
    return true;
  }
}
