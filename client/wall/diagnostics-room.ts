import type { MeasuredScreen } from './measured-screen.js';

export interface DiagnosticsRoom {
  readonly lines: number;
  /** Whether the newest movements are beside them. */
  readonly hasTicker: boolean;
}

const LINE_EM = 1.95;
/** Where columns are narrow about one in three wraps. */
const NARROW_LINE_EM = 2.6;
/** Of what was left out, which takes several lines; most where columns are narrow. */
const WRAPPED_EM = 3;
const NARROW_EM = 40;
const TICKER_WIDTH_EM = 76;

/** How many lines have room, the longest of them first. */
export function diagnosticsRoom({ width, body, isUpright }: MeasuredScreen): DiagnosticsRoom {
  const isNarrow = width < NARROW_EM;
  const first = isNarrow ? 3 * WRAPPED_EM : WRAPPED_EM;
  const lines = Math.floor((body - first) / (isNarrow ? NARROW_LINE_EM : LINE_EM));
  return { lines: Math.max(2, lines), hasTicker: !isUpright && width >= TICKER_WIDTH_EM };
}
