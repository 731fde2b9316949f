import pino from 'pino';
import { startServer, type RunningServer } from '../../server/start-server.js';
import type { ServeConfig } from '../../server/serve-config.js';

/** What `tradewall serve` is told where nothing is given, on any free port. */
const PLAIN: ServeConfig = {
  port: 0,
  host: '127.0.0.1',
  files: [],
  samples: [],
  speed: undefined,
  loop: false,
  demo: false,
  gapMs: undefined,
  controlKey: undefined,
  keyFile: undefined,
  seed: 42,
  calendars: [],
  store: undefined,
};

/** Starts a gateway of the servers of NATS in this process, on any free port. */
export function startGateway(
  natsUrl: string,
  given: Partial<ServeConfig> & { simulated?: boolean; takesRecords?: boolean } = {},
): Promise<RunningServer> {
  const { simulated = false, takesRecords = false, ...config } = given;
  const nats = { url: natsUrl, replicas: undefined, recordBytes: undefined };
  return startServer(
    { ...PLAIN, ...config, gateway: { nats, simulated, takesRecords } },
    { logger: pino({ level: 'silent' }), now: Date.now },
  );
}
