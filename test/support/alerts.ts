import type { Alert, Alerts } from '../../protocol/alerts.js';

const DAY = 86_400_000;
const MONDAY = Date.UTC(2026, 10, 23);

/** Exports to Japan at half of what is expected, since 9 November 2026. */
export const HALVED: Alert = {
  id: 'partner:JPN:export:2026-11-09',
  dimension: 'partner',
  code: 'JPN',
  flow: 'export',
  direction: 'below',
  from: Date.UTC(2026, 10, 9),
  to: null,
  raised: Date.UTC(2026, 10, 13),
  ending: null,
  observed: 12_300_000_000,
  expected: 24_600_000_000,
  change: -0.5,
  z: -9.1,
};

/** More of them than are told in words, with names as long as they come. */
export const MANY_ALERTS: readonly Alert[] = [
  { ...HALVED, id: 'commodity:85:export:2026-11-09', dimension: 'commodity', code: '85' },
  { ...HALVED, id: 'commodity:98:import:2026-11-09', dimension: 'commodity', code: '98', flow: 'import' },
  HALVED,
  { ...HALVED, id: 'flow:export:2026-11-09', dimension: 'flow', code: 'export' },
];

/** What a server says where nothing is unusual. */
export function quietAlerts(fields: Partial<Alerts> = {}): Alerts {
  return {
    timeline: 'live',
    kind: 'live',
    currency: 'CNY',
    measure: 'value',
    unit: 'CNY',
    at: MONDAY,
    next: MONDAY + DAY,
    bucket: '1d',
    judged: 182,
    notJudged: { shortHistory: 0, sparse: 0 },
    obstacle: null,
    judgedFrom: null,
    threshold: { z: 5.1, falseAlarms: 1, change: 0.2 },
    alerts: [],
    ...fields,
  };
}
