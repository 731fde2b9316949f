import { connect, type NatsConnection } from '@nats-io/transport-node';
import { ProblemError } from '../../protocol/errors.js';

/** How long a server may take to answer before the next one is tried, ms. */
const CONNECT_MS = 2_000;

/** Between attempts to be connected again, ms: short, for a cluster has others that answer. */
const RECONNECT_MS = 500;

/** A server that is cut off says nothing: after two questions without an answer another one is asked, ms. */
const PING_MS = 2_000;
const PINGS_OUT = 2;

/**
 * Connects to NATS, and again whenever that is lost, for as long as the process lives.
 * @param url one or several addresses, separated by commas, as `nats://user:password@host:4222` or `tls://…`
 * @param name what the servers know the connection by
 * @throws ProblemError `unavailable` that names the address and the remedy
 */
export async function connectNats(url: string, name: string): Promise<NatsConnection> {
  const addresses = url.split(',').map((address) => new URL(address.trim()));
  const [{ username, password, protocol }] = addresses as [URL, ...URL[]];
  try {
    return await connect({
      servers: addresses.map(({ host }) => host),
      name: `tradewall ${name}`,
      timeout: CONNECT_MS,
      maxReconnectAttempts: -1,
      reconnectTimeWait: RECONNECT_MS,
      pingInterval: PING_MS,
      maxPingOut: PINGS_OUT,
      ...(username === '' ? {} : { user: decodeURIComponent(username), pass: decodeURIComponent(password) }),
      ...(protocol === 'tls:' ? { tls: {} } : {}),
    });
  } catch (cause) {
    const shown = addresses.map(({ protocol: scheme, host }) => `${scheme}//${host}`).join(',');
    const message = `--nats: ${shown} can't be reached (${(cause as Error).message}); start a nats-server with JetStream there, or give the address of one`;
    throw new ProblemError({ code: 'unavailable', field: '--nats', message }, { cause });
  }
}
