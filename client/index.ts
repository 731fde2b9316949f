/** The library: classes, none of which is registered by importing it. */
export { defineTradeElements } from './elements/define-all.js';
export { defineTransportElements } from './elements/define-transport.js';
export { TradeBalance } from './elements/trade-balance.js';
export { TradeChapters } from './elements/trade-chapters.js';
export type { FrameOptions } from './elements/chart-frames.js';
export { TradeChart } from './elements/trade-chart.js';
export { TradeClock } from './elements/trade-clock.js';
export { TradeFilter } from './elements/trade-filter.js';
export { TradeFlow } from './elements/trade-flow.js';
export { TradeLive } from './elements/trade-live.js';
export { TradeLoopRange } from './elements/trade-loop-range.js';
export { TradeKpi } from './elements/trade-kpi.js';
export { TradeMap } from './elements/trade-map.js';
export { TradePlan } from './elements/trade-plan.js';
export { TradePlay } from './elements/trade-play.js';
export { TradeRank } from './elements/trade-rank.js';
export { TradeScrubber } from './elements/trade-scrubber.js';
export { TradeSource } from './elements/trade-source.js';
export { TradeSpeed } from './elements/trade-speed.js';
export { TradeSpark } from './elements/trade-spark.js';
export { TradeStatus } from './elements/trade-status.js';
export { TradeStep } from './elements/trade-step.js';
export { TradeTable } from './elements/trade-table.js';
export { TradeTicker } from './elements/trade-ticker.js';
export { TradeTransport } from './elements/trade-transport.js';
export { TradeVideo } from './elements/trade-video.js';
export { TradeTreemap } from './elements/trade-treemap.js';
export type { ElementState } from './elements/trade-element.js';
export type { ChartMark } from './charts/chart-model.js';
export {
  FeedConnection,
  type ConnectionState,
  type ControlCommand,
  type FeedEvent,
} from './feed/feed-connection.js';
export type { FeedPlatform, FeedSocket } from './feed/feed-platform.js';
export { feedState, type FeedState } from './feed/feed-state.js';
export { feedUrl, setDefaultFeed } from './feed/feed-url.js';
export { groupKey, type Group, type ViewData } from './feed/view-data.js';
