import type { NatsConnection } from '@nats-io/transport-node';

/** Follows a connection as it is lost and found again; returns what tells whether it is there. */
export function watchConnection(connection: NatsConnection): () => boolean {
  let isThere = true;
  void follow(connection, (now) => (isThere = now));
  return () => isThere && !connection.isClosed();
}

/** Ends with the connection. */
async function follow(connection: NatsConnection, note: (isThere: boolean) => void): Promise<void> {
  for await (const { type } of connection.status())
    if (type === 'disconnect') note(false);
    else if (type === 'reconnect') note(true);
}
