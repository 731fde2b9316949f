import { STATUS_CODES, type IncomingMessage, type Server } from 'node:http';
import type { Duplex } from 'node:stream';
import { WebSocketServer } from 'ws';
import type { ErrorCode } from '../../protocol/errors.js';
import { LIMITS } from '../../protocol/limits.js';
import { SUBPROTOCOLS } from '../../protocol/version.js';
import type { Hub } from './hub.js';
import { GOODBYE_MS } from './viewer.js';

const FEED_PATH = '/feed';

const SOCKET_OPTIONS = {
  noServer: true,
  maxPayload: LIMITS.payloadBytes,
  // The binary form has no bytes to spare, and deflating takes ten times what a write does: docs/performance-notes.md.
  perMessageDeflate: false,
  // The hub knows them, and says goodbye to them.
  clientTracking: false,
  closeTimeout: GOODBYE_MS,
  // What the client would rather have, it names first.
  handleProtocols: (offered: Set<string>) => [...offered].find(isKnown) ?? false,
};

/** Lets viewers onto the hub at `/feed`; every other upgrade is refused with a reason. */
export function attachFeed(server: Server, hub: Hub): void {
  const sockets = new WebSocketServer(SOCKET_OPTIONS);
  server.on('upgrade', (request, socket, head) => {
    // A peer that resets the connection during the handshake must not take the process with it.
    socket.on('error', destroy);
    const path = new URL(request.url ?? '/', 'http://feed').pathname;
    if (path !== FEED_PATH) {
      refuse(
        socket,
        404,
        'not-found',
        `path: no WebSocket is served at ${path}; the feed is at ${FEED_PATH}`,
      );
    } else if (offersOnlyUnknown(request)) {
      const offered = request.headers['sec-websocket-protocol'];
      refuse(
        socket,
        400,
        'bad-request',
        `Sec-WebSocket-Protocol: expected ${SUBPROTOCOLS.join(', ')} or none, got ${offered}`,
      );
    } else {
      sockets.handleUpgrade(request, socket, head, (connected) => {
        socket.off('error', destroy);
        hub.add(connected, socket);
      });
    }
  });
}

/** The same for all, so that a connection keeps nothing of its handshake. */
function destroy(this: Duplex): void {
  this.destroy();
}

function isKnown(subprotocol: string): boolean {
  return SUBPROTOCOLS.includes(subprotocol);
}

function offersOnlyUnknown(request: IncomingMessage): boolean {
  const offered = request.headers['sec-websocket-protocol'];
  return offered !== undefined && !offered.split(',').some((name) => isKnown(name.trim()));
}

function refuse(socket: Duplex, status: 400 | 404, code: ErrorCode, message: string): void {
  const body = JSON.stringify({ type: 'error', code, message });
  socket.end(
    `HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\nConnection: close\r\nContent-Type: application/json\r\n` +
      `Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`,
  );
}
