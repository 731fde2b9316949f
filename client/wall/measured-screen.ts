import { isUpright, ROW_UNITS, unitPx, type ScreenSize } from './type-scale.js';

/** What there is of a screen, in em of a ranking's rows; heights are between head and foot. */
export interface MeasuredScreen {
  /** The unit of gaps and margins. */
  readonly u: number;
  readonly width: number;
  readonly body: number;
  readonly isUpright: boolean;
  /** Width of a ranking beside something else. */
  readonly side: number;
  /** Of a tile, on both sides of its figure together. */
  readonly tilePadding: number;
  /** Charts stand beside one another. */
  readonly isWide: boolean;
}

const SIDE_EM = 31.7;
const WIDE_SIDE_EM = 34.5;
const ALERT_EM = 40;

/** What takes more or less room in head and foot. */
export interface HeadAndFoot {
  /** Width of the title, in em of its own. */
  readonly titleEm: number;
  /** Whether unusual flows are told of over the foot. */
  readonly hasAlerts: boolean;
}

/** A screen whose type is `scale` times as large as designed. */
export function measureScreen(
  screen: ScreenSize,
  scale: number,
  { titleEm, hasAlerts }: HeadAndFoot,
): MeasuredScreen {
  const em = ROW_UNITS * unitPx(screen) * scale;
  const u = unitPx(screen) / em;
  const width = screen.width / em - 7.2 * u;
  const around =
    headHeight(u, width, titleEm) + footHeight(u, width) + (hasAlerts ? alertsHeight(u, width) : 0);
  const body = screen.height / em - around - 7.4 * u;
  const aspect = screen.width / screen.height;
  const [side, tilePadding] = aspect >= 2.1 ? [WIDE_SIDE_EM, 10 * u] : [SIDE_EM, 5.2 * u];
  return { u, width, body, side, tilePadding, isUpright: isUpright(screen), isWide: aspect >= 2.8 };
}

/** Title, badge and time, in two lines where they are too long for one. */
function headHeight(u: number, width: number, titleEm: number): number {
  const lines = titleEm * 1.25 + 9 + 7.5 > width ? 2 : 1;
  return lines * (Math.max(4.9 * u, 1.55) + 0.8 * u) + 1.6 * u;
}

/** One of them, with its size and since when, and how many more there are. */
function alertsHeight(u: number, width: number): number {
  return 2.8 * u + (width < ALERT_EM ? 2 : 1) * 1.35;
}

function footHeight(u: number, width: number): number {
  return 1.2 * u + (width < 34 ? 2.4 : 1.2);
}
