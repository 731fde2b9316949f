import { frameFor, exportImage, type ImageFrame } from '../charts/export-image.js';
import { ProblemError } from '../../protocol/errors.js';
import type { TimelineInfo } from '../../protocol/timeline-info.js';
import { allFetched } from '../feed/fetched.js';
import { fetchStill } from '../feed/still.js';
import type { TradeChart } from './trade-chart.js';

/** Three minutes at 30 a second: an archive of them is built in memory. */
export const MOST_FRAMES = 5_400;

/** What a screen and a video have, in pixels; encoders want even numbers. */
const VIDEO = { width: 1_920, height: 1_080 } as const;
const SIZE_LIMITS = { min: 320, max: 7_680 } as const;

/** Lines of text that fit in the height of an image: to be read from where a video is watched. */
const LINES = 40;

export interface FrameOptions {
  /** The playhead goes from here to there in even steps, epoch ms; the first frame is one step in, the last is at `to`. */
  readonly from: number;
  readonly to: number;
  readonly count: number;
  /** Of each picture, in pixels; by default 1920 × 1080. */
  readonly width?: number;
  readonly height?: number;
  readonly signal?: AbortSignal;
}

/**
 * A chart at one instant after the other, as PNGs of one size with the plot in one place. They are drawn by a double of it
 * from the server's answers for these instants, whatever its clock does, so that the same options give the same pictures.
 * @throws ProblemError naming the option, the value and what is allowed
 */
export async function* chartFrames(chart: TradeChart, options: FrameOptions): AsyncGenerator<Blob> {
  const { from, to, count, width = VIDEO.width, height = VIDEO.height, signal } = options;
  check(options, width, height);
  const { request } = chart;
  if (request === null)
    throw new ProblemError({ code: 'bad-request', message: 'chart: it shows nothing yet' });
  const last = await fetchStill(request, to, signal);
  const double = doubleOf(chart, width, height);
  // Before it is on the page, or its scale would make room for what the clock shows by chance.
  const held = double.hold(last);
  chart.after(double);
  try {
    await held;
    const frame = await fit(double, width, height);
    for (let index = 1; index <= count; index++) {
      const at = from + Math.floor((index * (to - from)) / count);
      const still = await fetchStill(request, at, signal);
      checkSame(still.timeline, last.timeline);
      await double.hold(still);
      signal?.throwIfAborted();
      yield await exportImage(await double.imageContent(), frame);
    }
  } finally {
    double.remove();
  }
}

function check({ from, to, count }: FrameOptions, width: number, height: number): void {
  const isWhole = Number.isInteger(count) && count >= 1 && count <= MOST_FRAMES;
  if (!(to > from)) refuse('to', `an instant after from ${from}`, to);
  if (!isWhole) refuse('count', `1 to ${MOST_FRAMES} pictures`, count);
  for (const [name, size] of Object.entries({ width, height })) {
    const isAllowed = size >= SIZE_LIMITS.min && size <= SIZE_LIMITS.max && size % 2 === 0;
    if (!isAllowed) refuse(name, `an even number from ${SIZE_LIMITS.min} to ${SIZE_LIMITS.max}`, size);
  }
}

/** A demo goes on to its next dataset, and a file may be replaced: pictures of two would be taken for one. */
function checkSame(now: TimelineInfo, before: TimelineInfo): void {
  const isSame = (['title', 'source', 'from', 'to'] as const).every((field) => now[field] === before[field]);
  if (isSame) return;
  const message = `timeline: ${now.name} was ${before.title} and has become ${now.title}; begin again`;
  throw new ProblemError({ code: 'timeline-ended', field: 'timeline', message });
}

function refuse(field: string, expectation: string, got: number): never {
  throw new ProblemError({
    code: 'bad-request',
    field,
    message: `${field}: expected ${expectation}, got ${got}`,
  });
}

/** The same chart out of sight and reach, in the same place of the page, for its colours, its language and its source. */
function doubleOf(chart: TradeChart, width: number, height: number): TradeChart {
  const double = chart.cloneNode(false) as TradeChart;
  double.removeAttribute('id');
  // What a page has set by script is no attribute.
  const { elementProperties } = chart.constructor as typeof TradeChart;
  for (const [name, { state }] of elementProperties)
    if (state !== true) Object.assign(double, { [name]: chart[name as keyof TradeChart] });
  const { view } = chart.request!;
  Object.assign(double, { bucket: view.bucket, last: view.last, measure: view.measures[0] });
  Object.assign(double, { save: false, tools: null, announce: false, inert: true });
  double.style.cssText += `;position:fixed;inset:0 auto auto 0;z-index:-1;visibility:hidden;margin:0;padding:0;border:0;
    min-width:0;max-width:none;min-height:0;max-height:none;width:${width / devicePixelRatio}px;
    height:${height / devicePixelRatio}px;font-size:${height / LINES / devicePixelRatio}px`;
  return double;
}

/** Gives the plot all the room that the texts of an image leave; what stands around it on a page is not in the picture. */
async function fit(double: TradeChart, width: number, height: number): Promise<ImageFrame> {
  await Promise.all([allFetched(), document.fonts.ready]);
  double.requestUpdate();
  await double.updateComplete;
  const around = new CSSStyleSheet();
  around.replaceSync('figcaption, .tools, .provenance { display: none !important; }');
  (double.renderRoot as ShadowRoot).adoptedStyleSheets.push(around);
  const frame = frameFor(await double.imageContent(), width, height);
  double.style.width = `${Math.floor(frame.plot.width / devicePixelRatio)}px`;
  double.style.height = `${Math.floor(frame.plot.height / devicePixelRatio)}px`;
  await resized(double.plotArea!);
  await double.updateComplete;
  return frame;
}

/** When all who watch an element's size have been told of it. */
function resized(element: Element): Promise<void> {
  return new Promise((resolve) => {
    const observer = new ResizeObserver(() => {
      observer.disconnect();
      resolve();
    });
    observer.observe(element);
  });
}
