import { define } from './define.js';
import { TradeChart } from './trade-chart.js';
import { TradeClock } from './trade-clock.js';
import { TradeKpi } from './trade-kpi.js';
import { TradePlan } from './trade-plan.js';
import { TradeRank } from './trade-rank.js';
import { TradeSource } from './trade-source.js';
import { TradeStatus } from './trade-status.js';

/** Registers every element; the source first, so that those inside it find it when they wake. */
export function defineTradeElements(): void {
  define('trade-source', TradeSource);
  define('trade-status', TradeStatus);
  define('trade-clock', TradeClock);
  define('trade-kpi', TradeKpi);
  define('trade-chart', TradeChart);
  define('trade-rank', TradeRank);
  define('trade-plan', TradePlan);
}
