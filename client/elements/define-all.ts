import { define } from './define.js';
import { TradeBalance } from './trade-balance.js';
import { TradeChart } from './trade-chart.js';
import { TradeKpi } from './trade-kpi.js';
import { TradeRank } from './trade-rank.js';
import { TradeSource } from './trade-source.js';
import { TradeSpark } from './trade-spark.js';
import { TradeStatus } from './trade-status.js';
import { TradeTicker } from './trade-ticker.js';
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

/** What only some pages have, by tag; each is loaded where it is used. */
const LAZY: Readonly<Record<string, () => Promise<CustomElementConstructor>>> = {
  'trade-alerts': async () => (await import('./trade-alerts.js')).TradeAlerts,
  'trade-clock': async () => (await import('./trade-clock.js')).TradeClock,
  'trade-filter': async () => (await import('./trade-filter.js')).TradeFilter,
  'trade-plan': async () => (await import('./trade-plan.js')).TradePlan,
  'trade-flow': async () => (await import('./trade-flow.js')).TradeFlow,
  'trade-map': async () => (await import('./trade-map.js')).TradeMap,
  'trade-table': async () => (await import('./trade-table.js')).TradeTable,
  'trade-video': async () => (await import('./trade-video.js')).TradeVideo,
  'trade-treemap': async () => (await import('./trade-treemap.js')).TradeTreemap,
};

/** Registers every element; the source first, so that those inside it find it when they wake. */
export function defineTradeElements(): void {
  define('trade-source', TradeSource);
  define('trade-status', TradeStatus);
  define('trade-kpi', TradeKpi);
  define('trade-chart', TradeChart);
  define('trade-rank', TradeRank);
  define('trade-spark', TradeSpark);
  define('trade-balance', TradeBalance);
  define('trade-ticker', TradeTicker);
  whenUsed(TRANSPORT_TAGS, () => void defineTransport());
  for (const [tag, load] of Object.entries(LAZY)) whenUsed([tag], () => void defineLazy(tag, load));
}

async function defineTransport(): Promise<void> {
  const { defineTransportElements } = await import('./define-transport.js');
  defineTransportElements();
}

/** A chunk that does not come is told, and tried again by the next load of the page. */
async function defineLazy(tag: string, load: () => Promise<CustomElementConstructor>): Promise<void> {
  try {
    define(tag, await load());
  } catch (error) {
    console.error(`Tradewall: <${tag}> could not be loaded`, error);
  }
}
