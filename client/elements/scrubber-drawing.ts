import { html, svg, type SVGTemplateResult, type TemplateResult } from 'lit';
import type { Chapter } from '../../protocol/chapters.js';
import type { Overview } from './overview.js';

/** Size of the drawing's own units; it is stretched to its place. */
const WIDTH = 1_000;
const HEIGHT = 100;

/** Room over the highest bar for the chapters' marks. */
const TOP = 14;

/** A span drawn from left to right. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

/** How far along the span an instant is, from 0 to 1. */
export function shareOf(time: number, { from, to }: Span): number {
  return to > from ? Math.max(0, Math.min(1, (time - from) / (to - from))) : 0;
}

/** What is drawn of a span. */
export interface ScrubberDrawing {
  readonly span: Span;
  /** Null before it has come. */
  readonly overview: Overview | null;
  readonly chapters: readonly Chapter[];
  /** Up to where it has been played, epoch ms. */
  readonly time: number;
  /** What is looped over; null where nothing is, or all of it, which needs no mark. */
  readonly looped: Span | null;
}

export function scrubberDrawing({ span, overview, chapters, time, looped }: ScrubberDrawing): TemplateResult {
  const path = overview === null ? '' : overviewPath(overview, span);
  const from = looped === null ? 0 : shareOf(looped.from, span) * WIDTH;
  const to = looped === null ? 0 : shareOf(looped.to, span) * WIDTH;
  return html`<svg viewBox="0 0 ${WIDTH} ${HEIGHT}" preserveAspectRatio="none" aria-hidden="true">
    <path class="bars" d=${path}></path>
    <svg width=${shareOf(time, span) * WIDTH} height=${HEIGHT}>
      <path class="bars played" d=${path}></path>
    </svg>
    <rect class="range" x=${from} width=${to - from} height=${HEIGHT}></rect>
    ${chapterMarks(chapters, span)}
  </svg>`;
}

/** The overview as one area of steps, a step for each bucket. */
function overviewPath({ bars }: Overview, span: Span): string {
  const highest = Math.max(...bars.map(({ value }) => value));
  if (!(highest > 0)) return '';
  const x = (time: number): string => (shareOf(time, span) * WIDTH).toFixed(1);
  const y = (value: number): string => (HEIGHT - (Math.max(0, value) / highest) * (HEIGHT - TOP)).toFixed(1);
  return bars.map(({ from, to, value }) => `M${x(from)} ${HEIGHT}V${y(value)}H${x(to)}V${HEIGHT}z`).join('');
}

/** A tick over the overview for each chapter, as long as the chapter. */
function chapterMarks(chapters: readonly Chapter[], span: Span): SVGTemplateResult[] {
  return chapters.map(({ from, to, kind }) => {
    const start = shareOf(from, span) * WIDTH;
    const width = Math.max(2, shareOf(to, span) * WIDTH - start);
    return svg`<rect class="chapter ${kind}" x=${start} y="0" width=${width} height=${TOP / 2}></rect>`;
  });
}
