import type { IncomingMessage, Server } from 'node:http';
import { WebSocketServer } from 'ws';
import { LIMITS } from '../../protocol/limits.js';
import { SUBPROTOCOLS } from '../../protocol/version.js';
import { acceptUpgrades, endHandshake, GOODBYE_MS, refuseUpgrade, type Upgrade } from '../http/upgrades.js';
import type { ClientShare } from '../access/client-share.js';
import type { Hub } from './hub.js';

export const FEED_PATH = '/feed';

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

/** Lets viewers onto the hub at `/feed` of a server that has no other WebSocket. */
export function attachFeed(server: Server, hub: Hub): void {
  acceptUpgrades(server, new Map([[FEED_PATH, feedUpgrade(hub)(undefined)]]));
}

/** Lets viewers onto the hub, each counted by its share. */
export function feedUpgrade(hub: Hub): (share: ClientShare | undefined) => Upgrade {
  const sockets = new WebSocketServer(SOCKET_OPTIONS);
  return (share) => (request, socket, head) => {
    if (offersOnlyUnknown(request)) {
      const offered = request.headers['sec-websocket-protocol'];
      const expected = `expected ${SUBPROTOCOLS.join(', ')} or none, got ${offered}`;
      refuseUpgrade(socket, 400, 'bad-request', `Sec-WebSocket-Protocol: ${expected}`);
      return;
    }
    sockets.handleUpgrade(request, socket, head, (connected) => {
      endHandshake(socket);
      hub.add(connected, socket, share);
    });
  };
}

function isKnown(subprotocol: string): boolean {
  return SUBPROTOCOLS.includes(subprotocol);
}

function offersOnlyUnknown(request: IncomingMessage): boolean {
  const offered = request.headers['sec-websocket-protocol'];
  return offered !== undefined && !offered.split(',').some((name) => isKnown(name.trim()));
}
