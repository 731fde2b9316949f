import { diagnosticsRoom, type DiagnosticsRoom } from './diagnostics-room.js';
import { measureScreen, type HeadAndFoot } from './measured-screen.js';
import { overviewRoom, type OverviewRoom } from './overview-room.js';
import { planRoom, type PlanRoom } from './plan-room.js';
import { replayRoom, type ReplayRoom } from './replay-room.js';
import { stageRoom, type StageRoom } from './stage-room.js';
import type { ScreenSize } from './type-scale.js';

/** What of the wall's design is left out where type is too large for all of it. */
export type LeftOut = 'details' | 'charts' | 'rankings' | 'rows' | 'plan' | 'source';

/** What there is room for on a screen; Infinity is all that the design has. */
export interface ScreenRoom extends OverviewRoom {
  /** Unusual flows that are told of in words. */
  readonly alerts: number;
  /** Of pages of pictures and a ranking. */
  readonly stage: StageRoom;
  /** Null leaves the page out. */
  readonly plan: PlanRoom | null;
  readonly replay: ReplayRoom;
  readonly diagnostics: DiagnosticsRoom;
  /** Of a page without its margins. */
  readonly widthEm: number;
  readonly leftOut: readonly LeftOut[];
}

const ALL: StageRoom = { charts: Infinity, chartWidth: Infinity, rows: Infinity, longRows: Infinity };

const AMPLE: ScreenRoom = {
  alerts: 2,
  tiles: null,
  hasDetails: true,
  overview: ALL,
  hasPlanBars: true,
  stage: ALL,
  plan: { columns: Infinity, charts: Infinity, hasBalance: true },
  replay: { charts: Infinity, rows: Infinity, hasScrubber: true },
  diagnostics: { lines: Infinity, hasTicker: true },
  widthEm: Infinity,
  leftOut: [],
};

/** Up to here the design itself has the room. */
const AMPLE_SCALE = 1.02;

/** A ranking with fewer rows has lost some. */
const USUAL_ROWS = 12;

/**
 * What has room on a screen whose type is `scale` times as large as designed: what is of less weight is left out, so that
 * nothing is clipped.
 */
export function roomOn(screen: ScreenSize, scale: number, around: HeadAndFoot): ScreenRoom {
  if (scale <= AMPLE_SCALE) return AMPLE;
  const measured = measureScreen(screen, scale, around);
  const room = {
    alerts: 1,
    ...overviewRoom(measured),
    stage: stageRoom(measured, measured.body),
    plan: planRoom(measured),
    replay: replayRoom(measured),
    diagnostics: diagnosticsRoom(measured),
    widthEm: measured.width,
  };
  return { ...room, leftOut: leftOutOf(room) };
}

function leftOutOf(room: Omit<ScreenRoom, 'leftOut'>): readonly LeftOut[] {
  const { hasDetails, overview, hasPlanBars, stage } = room;
  const parts: Record<LeftOut, boolean> = {
    details: !hasDetails,
    charts: overview.charts < 2 || stage.charts < 2,
    rankings: overview.rows === 0 || stage.charts === 0,
    rows: stage.rows < USUAL_ROWS,
    plan: !hasPlanBars,
    source: true,
  };
  return (Object.keys(parts) as LeftOut[]).filter((part) => parts[part]);
}
