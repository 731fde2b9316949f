import { define } from './define.js';
import { TradeChapters } from './trade-chapters.js';
import { TradeClock } from './trade-clock.js';
import { TradeLive } from './trade-live.js';
import { TradeLoopRange } from './trade-loop-range.js';
import { TradePlay } from './trade-play.js';
import { TradeScrubber } from './trade-scrubber.js';
import { TradeSpeed } from './trade-speed.js';
import { TradeStep } from './trade-step.js';
import { TradeTransport } from './trade-transport.js';

/** Registers what plays a timeline: apart from the rest, for most pages only show. */
export function defineTransportElements(): void {
  define('trade-play', TradePlay);
  define('trade-step', TradeStep);
  define('trade-speed', TradeSpeed);
  define('trade-loop-range', TradeLoopRange);
  define('trade-chapters', TradeChapters);
  define('trade-live', TradeLive);
  define('trade-scrubber', TradeScrubber);
  // It is part of the transport, and on a page without another nobody else loads it.
  define('trade-clock', TradeClock);
  define('trade-transport', TradeTransport);
}
