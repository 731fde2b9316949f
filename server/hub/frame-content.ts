import type { Timeline } from '../timelines/timeline.js';
import type { FrameContent, FrameView } from './frame-form.js';
import type { Viewer } from './viewer.js';

/** What a viewer is to be told since its last frame. */
export function contentFor(viewer: Viewer): FrameContent {
  const timelines = new Set<Timeline>();
  for (const { timeline } of viewer.watched) timelines.add(timeline);
  // A viewer's first frame has no past to tell of.
  const from = viewer.lastSeq === 0 ? Infinity : viewer.lastSeq;
  return {
    watched: [...timelines],
    hasOtherViews: viewer.hasOtherViews,
    views: frameViews(viewer),
    timelines: [...timelines]
      .filter((timeline) => timeline.becameSince(viewer.lastSeq))
      .map((timeline) => timeline.info()),
    notices: [...timelines].flatMap((timeline) => timeline.noticesSince(from)),
  };
}

function frameViews(viewer: Viewer): FrameView[] {
  const { lastSeq: from } = viewer;
  const views: FrameView[] = viewer.settledViews.map(({ id, view }) => ({ id, view, from, isNew: false }));
  for (const { id, view, from, restarted } of viewer.freshViews) {
    const reason = restarted ? 'restarted' : undefined;
    if (view !== undefined) views.push({ id, view, from, isNew: true, reason });
  }
  return views;
}
