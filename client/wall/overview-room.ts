import type { MeasuredScreen } from './measured-screen.js';
import { planBarsHeight } from './plan-room.js';
import { stageRoom, type StageRoom } from './stage-room.js';

export interface TileRoom {
  readonly columns: number;
  readonly rows: number;
  /** Size of the figures that fill them, where there is nothing but tiles; null is the usual size. */
  readonly figureEm: number | null;
}

/** What of the overview has room. */
export interface OverviewRoom {
  /** Tiles beside one another, and one below the other; null where the design says. */
  readonly tiles: TileRoom | null;
  /** Whether tiles have a second line below their figure. */
  readonly hasDetails: boolean;
  readonly overview: StageRoom;
  readonly hasPlanBars: boolean;
}

/** All in em of a ranking's rows, measured with the widest figures: see the test of the layout. */
const TILE_EM = 12.5;
const DETAILED_TILE_EM = 21.4;
const DETAIL_EM = 1.35;
const TILES = 4;
/** With its legend in two lines, and events over it. */
const FIRST_CHART_EM = 11.5;
/** A third chart is worth more than the plan's bars below it. */
const CHART_OVER_PLAN_EM = 12;

/** Tiles in as few rows as they fit into, charts below them while there is room for one, and tiles alone where there is none. */
export function overviewRoom(measured: MeasuredScreen): OverviewRoom {
  const { u, width, body, tilePadding } = measured;
  const most = Math.max(1, Math.min(TILES, Math.floor(width / (TILE_EM + tilePadding))));
  const rowEm = tileHeight(u) + 2.4 * u;
  const below = (rows: number): number => body - rows * rowEm + 0.8 * u;
  const rows = countdown(Math.ceil(TILES / most)).find((count) => below(count) >= FIRST_CHART_EM);
  if (rows === undefined) return tilesAlone(measured, most);
  const columns = Math.min(most, Math.ceil(TILES / rows));
  const hasDetails =
    width / columns - tilePadding >= DETAILED_TILE_EM && below(rows) - rows * DETAIL_EM >= FIRST_CHART_EM;
  const left = below(rows) - (hasDetails ? rows * DETAIL_EM : 0);
  const tiles = { columns, rows, figureEm: null };
  return { tiles, hasDetails, ...belowTiles(measured, left) };
}

function belowTiles(
  measured: MeasuredScreen,
  height: number,
): Pick<OverviewRoom, 'overview' | 'hasPlanBars'> {
  const bars = planBarsHeight(measured.width) + 3.2 * measured.u;
  const hasPlanBars = height - bars >= CHART_OVER_PLAN_EM;
  const room = stageRoom(measured, height - (hasPlanBars ? bars : 0));
  // On the overview the course of trade comes before who trades.
  const overview = room.charts > 0 ? room : { charts: 1, chartWidth: measured.width, rows: 0, longRows: 0 };
  return { overview, hasPlanBars };
}

function tilesAlone({ u, width, body, tilePadding }: MeasuredScreen, most: number): OverviewRoom {
  const gap = 2.4 * u;
  const fitting = Math.floor((body + gap) / (tileHeight(u) + gap));
  const rows = Math.max(1, Math.min(Math.ceil(TILES / most), fitting));
  const columns = Math.min(most, Math.ceil(TILES / rows));
  const figureEm = filling(width / columns - tilePadding, (body + gap) / rows - gap);
  return {
    tiles: { columns, rows, figureEm },
    hasDetails: false,
    overview: { charts: 0, chartWidth: 0, rows: 0, longRows: 0 },
    hasPlanBars: false,
  };
}

/** A label, a figure and a line below it. */
function tileHeight(u: number): number {
  return 1.4 + 1.14 * Math.max(9.4 * u, 1.6) + DETAIL_EM;
}

/** Figures are about as wide as five digits and a unit, between a line above and one below. */
function filling(width: number, height: number): number {
  return Math.max(1.6, Math.min((width - 4.4) / 2.8, (height - 2.9) / 1.14));
}

function countdown(from: number): number[] {
  return Array.from({ length: from }, (_, index) => from - index);
}
