import pino from 'pino';
import { PLAIN_CONFIG } from '../../scripts/plain-config.js';
import { startServer, type RunningServer } from '../../server/start-server.js';
import type { ServeConfig } from '../../server/serve-config.js';

/** Starts a gateway of the servers of NATS in this process, on any free port. */
export function startGateway(
  natsUrl: string,
  given: Partial<ServeConfig> & { simulated?: boolean; takesRecords?: boolean } = {},
): Promise<RunningServer> {
  const { simulated = false, takesRecords = false, ...config } = given;
  const nats = { url: natsUrl, replicas: undefined, recordBytes: undefined };
  return startServer(
    { ...PLAIN_CONFIG, ...config, gateway: { nats, simulated, takesRecords } },
    { logger: pino({ level: 'silent' }), now: Date.now },
  );
}
