import { ProblemError } from '../../protocol/errors.js';
import type { Timeline } from './timeline.js';

/** @throws ProblemError `unknown-timeline` naming those that there are */
export function findTimeline(timelines: ReadonlyMap<string, Timeline>, name: string): Timeline {
  const timeline = timelines.get(name);
  if (timeline !== undefined) return timeline;
  const message = `timeline: expected one of ${[...timelines.keys()].join(', ')}, got ${JSON.stringify(name)}`;
  throw new ProblemError({ code: 'unknown-timeline', field: 'timeline', message });
}
