/** Where the wall is seen from: metres to its readers, and inches of its diagonal. */
export interface Viewing {
  readonly distanceM: number;
  readonly diagonalIn: number;
}

/** A page in CSS pixels. */
export interface ScreenSize {
  readonly width: number;
  readonly height: number;
}

/** How large the type of a page is. */
export interface TypeSize {
  /** By how much it is larger than the screen's size alone has it; 1 or more. */
  readonly scale: number;
  /** Of the figures, and of the smallest text, as seen; null where nobody said from how far. */
  readonly figureArcMin: number | null;
  readonly textArcMin: number | null;
}

/** ISO 9241-303: capitals and digits of 20 to 22 arc minutes are read with ease, and of 16 at the least. */
export const FIGURE_ARC_MIN = 20;
const TEXT_ARC_MIN = 16;

/** Height of a digit and of a capital in the wall's face, as a share of the size of its type. */
const CAP_HEIGHT = 0.727;

/** The smallest figures of rankings and tiles, in the wall's unit; see `--row` in wall.css. */
export const ROW_UNITS = 2.15;

/** The smallest text, that of a chart's axis, as a share of them. */
const SMALLEST_TEXT = 0.85;

/** What is left of a screen in lines of its largest type: a head, one figure and a foot. */
const LEAST_WIDTH_EM = 23;
const LEAST_HEIGHT_EM = 12.5;

const MM_PER_INCH = 25.4;
const MM_PER_M = 1_000;

/** The wall's unit in pixels; the same as `--u` in wall.css. */
export function unitPx({ width, height }: ScreenSize): number {
  return isUpright({ width, height })
    ? Math.min(width / 108, height / 176)
    : Math.min(width / 192, height / 108);
}

/** Whether it is laid out below one another; the same as in wall.css. */
export function isUpright({ width, height }: ScreenSize): boolean {
  return width / height <= 1.1;
}

/** Whether it is a page to scroll, in somebody's hand; the same as in wall.css. */
export function isInTheHand({ width, height }: ScreenSize): boolean {
  return width <= 700 || height <= 500;
}

/**
 * Type as large as the distance asks for: figures of 20 arc minutes, no text below 16. Never smaller than the screen's
 * size alone has it, and never so large that not one figure has room.
 */
export function typeSizeOn(screen: ScreenSize, viewing: Viewing | null): TypeSize {
  if (viewing === null || isInTheHand(screen)) return { scale: 1, figureArcMin: null, textArcMin: null };
  const rowPx = ROW_UNITS * unitPx(screen);
  const arcMin = arcMinutes(CAP_HEIGHT * rowPx, screen, viewing);
  const most = Math.min(screen.width / LEAST_WIDTH_EM, screen.height / LEAST_HEIGHT_EM) / rowPx;
  const wanted = Math.max(FIGURE_ARC_MIN, TEXT_ARC_MIN / SMALLEST_TEXT) / arcMin;
  const scale = Math.max(1, Math.min(wanted, most));
  return { scale, figureArcMin: arcMin * scale, textArcMin: arcMin * scale * SMALLEST_TEXT };
}

/** The angle of small things, for which it grows as they do. */
function arcMinutes(px: number, { width, height }: ScreenSize, { distanceM, diagonalIn }: Viewing): number {
  const mm = (px * diagonalIn * MM_PER_INCH) / Math.hypot(width, height);
  return (Math.atan(mm / (distanceM * MM_PER_M)) * 180 * 60) / Math.PI;
}
