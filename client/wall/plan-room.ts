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

/** Texts of charts and balances take a line more in columns narrower than this, and one for each step below. */
const NARROW_COLUMN_EM = 34;
const STEP_EM = 10;
const LINE_EM = 1.4;

/** Null where not even the bars have room. How the year adds up comes before its balance, and that before the months. */
export function planRoom({ u, width, body }: MeasuredScreen): PlanRoom | null {
  const left = body - planBarsHeight(width) - 4.8 * u;
  if (left < 0) return null;
  const columns = Math.max(1, Math.floor(width / (CHART_WIDTH_EM + 4 * u)));
  const further = LINE_EM * Math.max(0, Math.ceil((NARROW_COLUMN_EM - width / columns) / STEP_EM));
  const [balance, chart] = [BALANCE_EM + further, CHART_EM + further];
  if (left < balance) return { columns: 0, charts: 0, hasBalance: false };
  const chartsIn = (height: number): number => Math.floor((height + 1.6 * u) / (chart + 1.6 * u));
  const charts = Math.max(chartsIn(left - balance - 1.6 * u), Math.min(1, chartsIn(left)));
  return { columns, charts, hasBalance: left - charts * (chart + 1.6 * u) >= balance };
}

/** The bars of the plan have three forms, by their width; see trade-plan. */
export function planBarsHeight(width: number): number {
  if (width >= 72) return 4;
  return width >= 41 ? 5.4 : 13;
}
