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
/** Width of `Thu 26 Nov 2026`, the longest that a clock tells without a date beside it, in em of a figure. */
const CLOCK_EM = 8.2;
/** Width of `replaying`, `1 month a second` and the dot before them. */
const STATE_EM = 13.5;

/** The clock comes first, then how far it has come, then the course of trade. */
export function replayRoom(measured: MeasuredScreen): ReplayRoom {
  const { u, width, body, side, isUpright } = measured;
  const clock = clockHeight(measured);
  const hasScrubber = body - clock >= SCRUBBER_EM;
  const left = body - clock - (hasScrubber ? SCRUBBER_EM + 1.6 * u : 0);
  if (left < CHART_EM) return { charts: 0, rows: 0, hasScrubber };
  if (isUpright || width < side + 4 * u + CHART_WIDTH_EM)
    return { charts: chartsIn(left, u), rows: 0, hasScrubber };
  return { charts: stageRoom(measured, left).charts, rows: Math.floor(left / CHAPTER_EM), hasScrubber };
}

/** The instant as large as a figure, and how it is played beside it or, where that has no room, below it. */
function clockHeight({ u, width }: MeasuredScreen): number {
  const figure = Math.max(9.4 * u, 1.6);
  const isOneLine = width >= CLOCK_EM * figure + STATE_EM + 8 * u;
  return 1.1 * figure + (isOneLine ? 0 : 2.4) + 1.6 * u;
}
