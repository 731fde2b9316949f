import type { Registry } from 'prom-client';
import type { ClientAccount } from '../access/client-account.js';
import type { ClientLimits } from '../access/client-limits.js';
import { counters, gauge, gauges } from './register.js';

/** What tokens use, and how often limits are met. */
export function limitMetrics(registry: Registry, limits: ClientLimits): void {
  counters(
    registry,
    'tradewall_limits_met_total',
    'Times that somebody was refused or slowed by a limit, by its setting.',
    'limit',
    () => limits.met,
  );
  gauge(
    registry,
    'tradewall_client_addresses',
    'Addresses of which it is kept what they use.',
    () => limits.addressCount,
  );
  const byToken = (read: (account: ClientAccount) => number) => (): [string, number][] =>
    [...limits.tokens].map(([token, account]) => [token, read(account)]);
  const connections = byToken(({ held }) => held.connections);
  gauges(
    registry,
    'tradewall_token_connections',
    'Connections and requests under way.',
    'token',
    connections,
  );
  const subscriptions = byToken(({ held }) => held.subscriptions);
  gauges(registry, 'tradewall_token_subscriptions', 'Views that are open.', 'token', subscriptions);
  const messages = byToken(({ total }) => total.messages);
  counters(registry, 'tradewall_token_messages_total', 'Messages and requests.', 'token', messages);
  const bytes = byToken(({ total }) => total.bytes);
  counters(registry, 'tradewall_token_bytes_total', 'Bytes of messages and of bodies.', 'token', bytes);
}
