import type { MeasuredScreen } from './measured-screen.js';

/** The part of a page beside or above its ranking, and the ranking. */
export interface StageRoom {
  /** Charts or pictures, the most telling first. */
  readonly charts: number;
  /** Their width, in em of a ranking's rows. */
  readonly chartWidth: number;
  /** Rows of the ranking; 0 leaves it out. */
  readonly rows: number;
  /** The same where names are of goods or modes, which take two lines on a narrow page. */
  readonly longRows: number;
}

/** All in em of a ranking's rows, measured with the widest figures: see the test of the layout. */
export const CHART_EM = 9;
export const CHART_WIDTH_EM = 24;

const ROW_EM = 1.95;
const WRAPPED_ROW_EM = 3.1;
const RANK_HEAD_EM = 1.9;
const FEWEST_ROWS = 4;
const LONG_NAMES_EM = 29.5;

/** A picture and a ranking: one of the two where they don't fit together. @param height of what is between other parts */
export function stageRoom({ u, width, side, isUpright, isWide }: MeasuredScreen, height: number): StageRoom {
  const alone = { charts: 0, chartWidth: 0, ...rankingIn(width, height) };
  if (isUpright) {
    const half = (height - 4 * u) / 2;
    const ranking = rankingIn(width, half);
    return ranking.rows < FEWEST_ROWS ? alone : { charts: chartsIn(half, u), chartWidth: width, ...ranking };
  }
  const beside = width - side - 4 * u;
  if (beside < CHART_WIDTH_EM) return alone;
  const ranking = rankingIn(side, height);
  if (!isWide) return { charts: chartsIn(height, u), chartWidth: beside, ...ranking };
  const charts = Math.max(1, Math.floor(beside / (CHART_WIDTH_EM + 4 * u)));
  return { charts, chartWidth: beside / charts - 4 * u, ...ranking };
}

/** Charts below one another; one in any case. */
export function chartsIn(height: number, u: number): number {
  return Math.max(1, Math.floor((height + 1.6 * u) / (CHART_EM + 1.6 * u)));
}

/** Whether names of goods and modes have no room in one line beside a bar; see `data-narrow` in pages.css. */
export function isNarrow(width: number): boolean {
  return width < LONG_NAMES_EM;
}

function rankingIn(width: number, height: number): Pick<StageRoom, 'rows' | 'longRows'> {
  const rowsOf = (em: number): number => Math.max(0, Math.floor((height - RANK_HEAD_EM) / em));
  return { rows: rowsOf(ROW_EM), longRows: rowsOf(isNarrow(width) ? WRAPPED_ROW_EM : ROW_EM) };
}
