import { STATUS_CODES, type IncomingMessage, type Server } from 'node:http';
import type { Duplex } from 'node:stream';
import type { ErrorCode } from '../../protocol/errors.js';

/** Time in which a viewer that was said goodbye has to answer; then it is cut off. */
export const GOODBYE_MS = 5_000;

/** Takes over the connection of a WebSocket handshake. */
export type Upgrade = (request: IncomingMessage, socket: Duplex, head: Buffer) => void;

/** Lets WebSockets in by their path; every other upgrade is refused with a reason. */
export function acceptUpgrades(server: Server, endpoints: ReadonlyMap<string, Upgrade>): void {
  server.on('upgrade', (request, socket, head) => {
    // A peer that resets the connection during the handshake must not take the process with it.
    socket.on('error', destroy);
    const path = new URL(request.url ?? '/', 'http://feed').pathname;
    const endpoint = endpoints.get(path);
    if (endpoint !== undefined) return endpoint(request, socket, head);
    const known = [...endpoints.keys()].join(' and ');
    refuseUpgrade(
      socket,
      404,
      'not-found',
      `path: no WebSocket is served at ${path}; those that are: ${known}`,
    );
  });
}

/** To be called once the WebSocket looks after the connection, so that that keeps nothing of its handshake. */
export function endHandshake(socket: Duplex): void {
  socket.off('error', destroy);
}

/** The same for all. */
function destroy(this: Duplex): void {
  this.destroy();
}

/** Answers a handshake with a problem in the form that HTTP has for it. */
export function refuseUpgrade(socket: Duplex, status: number, code: ErrorCode, message: string): void {
  const body = JSON.stringify({ type: 'error', code, message });
  socket.end(
    `HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\nConnection: close\r\nContent-Type: application/json\r\n` +
      `Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`,
  );
}
