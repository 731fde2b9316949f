import { define } from './define.js';
import { TradeChart } from './trade-chart.js';
import { TradeClock } from './trade-clock.js';
import { TradeKpi } from './trade-kpi.js';
import { TradePlan } from './trade-plan.js';
import { TradeRank } from './trade-rank.js';
import { TradeSource } from './trade-source.js';
import { TradeStatus } from './trade-status.js';
import { whenUsed } from './when-used.js';

/** What plays a timeline; most pages only show one, so it is loaded where it is used. */
const TRANSPORT_TAGS = [
  'trade-transport',
  'trade-play',
  'trade-step',
  'trade-speed',
  'trade-scrubber',
  'trade-loop-range',
  'trade-chapters',
  'trade-live',
] as const;

/** Registers every element; the source first, so that those inside it find it when they wake. */
export function defineTradeElements(): void {
  define('trade-source', TradeSource);
  define('trade-status', TradeStatus);
  define('trade-clock', TradeClock);
  define('trade-kpi', TradeKpi);
  define('trade-chart', TradeChart);
  define('trade-rank', TradeRank);
  define('trade-plan', TradePlan);
  whenUsed(TRANSPORT_TAGS, () => void defineTransport());
}

async function defineTransport(): Promise<void> {
  const { defineTransportElements } = await import('./define-transport.js');
  defineTransportElements();
}
