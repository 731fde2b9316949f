import type { MeasuredScreen } from './measured-screen.js';
import { CHART_EM, CHART_WIDTH_EM } from './stage-room.js';

/** What is below the bars of the page of the plan. */
export interface PlanRoom {
  /** 0 for the bars alone. */
  readonly columns: number;
  /** In each column. */
  readonly charts: number;
  readonly hasBalance: boolean;
}

const BALANCE_EM = 4.6;

/** Null where not even the bars have room. How the year adds up comes before its balance, and that before the months. */
export function planRoom({ u, width, body }: MeasuredScreen): PlanRoom | null {
  const left = body - planBarsHeight(width) - 4.8 * u;
  if (left < 0) return null;
  if (left < BALANCE_EM) return { columns: 0, charts: 0, hasBalance: false };
  const columns = Math.max(1, Math.floor(width / (CHART_WIDTH_EM + 4 * u)));
  const chartsIn = (height: number): number => Math.floor((height + 1.6 * u) / (CHART_EM + 1.6 * u));
  const charts = Math.max(chartsIn(left - BALANCE_EM - 1.6 * u), Math.min(1, chartsIn(left)));
  return { columns, charts, hasBalance: left - charts * (CHART_EM + 1.6 * u) >= BALANCE_EM };
}

/** The bars of the plan have three forms, by their width; see trade-plan. */
export function planBarsHeight(width: number): number {
  if (width >= 72) return 4;
  return width >= 41 ? 5.4 : 13;
}
