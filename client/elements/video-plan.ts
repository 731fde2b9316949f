import type { TimelineInfo } from '../../protocol/timeline-info.js';
import { utcOffsetMs } from '../../protocol/timeline-info.js';
import { windowStart } from '../../protocol/buckets.js';
import type { View } from '../../protocol/view.js';
import type { Lang } from '../locales/lang.js';
import { elementsMessage } from '../locales/elements-message.js';
import { MOST_FRAMES } from './chart-frames.js';

/** What videos have, and every player takes. */
export const FRAMES_PER_SECOND = 30;

/** Which part of a timeline a video shows, and in how many pictures. */
export interface VideoPlan {
  readonly from: number;
  readonly to: number;
  readonly count: number;
}

/**
 * What can be watched, as it can be watched: the part that is looped over or all of the span, at the clock's speed; of a
 * timeline without an end, the chart's window up to now.
 * @throws Error where that is too long for a video, saying what to do
 */
export function videoPlan({ from, to, clock, utcOffset }: TimelineInfo, view: View, lang: Lang): VideoPlan {
  const end = to ?? clock.time;
  const start = to === null ? windowStart(view.bucket, end, view.last, utcOffsetMs(utcOffset)) : from;
  const span = clock.range ?? { from: start, to: end };
  const seconds = (span.to - span.from) / 1_000 / clock.speed;
  const count = Math.max(1, Math.round(seconds * FRAMES_PER_SECOND));
  if (count <= MOST_FRAMES) return { ...span, count };
  throw new Error(elementsMessage(lang, 'video.tooLong', { count, most: MOST_FRAMES }));
}
