import type { MeasuredScreen } from './measured-screen.js';
import { CHART_EM, CHART_WIDTH_EM, chartsIn, stageRoom } from './stage-room.js';

/** What is below the clock of the page of the replay. */
export interface ReplayRoom {
  readonly charts: number;
  /** Chapters beside the charts; 0 leaves them out. */
  readonly rows: number;
  readonly hasScrubber: boolean;
}

const SCRUBBER_EM = 4;
const CHAPTER_EM = 3.6;

/** The clock comes first, then how far it has come, then the course of trade. */
export function replayRoom(measured: MeasuredScreen): ReplayRoom {
  const { u, width, body, side, isUpright } = measured;
  const clock = 1.1 * Math.max(9.4 * u, 1.6) + (width < 46 ? 2.4 : 0) + 1.6 * u;
  const hasScrubber = body - clock >= SCRUBBER_EM;
  const left = body - clock - (hasScrubber ? SCRUBBER_EM + 1.6 * u : 0);
  if (left < CHART_EM) return { charts: 0, rows: 0, hasScrubber };
  if (isUpright || width < side + 4 * u + CHART_WIDTH_EM)
    return { charts: chartsIn(left, u), rows: 0, hasScrubber };
  return { charts: stageRoom(measured, left).charts, rows: Math.floor(left / CHAPTER_EM), hasScrubber };
}
