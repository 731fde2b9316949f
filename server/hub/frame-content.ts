import type { Timeline } from '../timelines/timeline.js';
import type { FrameContent, FrameView } from './frame-form.js';
import type { Viewer } from './viewer.js';

/** What a viewer is to be told since its last frame. */
export function contentFor(viewer: Viewer): FrameContent {
  const watched = watchedBy(viewer);
  // A viewer's first frame has no past to tell of.
  const from = viewer.lastSeq === 0 ? Infinity : viewer.lastSeq;
  return {
    watched,
    hasOtherViews: viewer.hasOtherViews,
    views: frameViews(viewer),
    timelines: watched
      .filter((timeline) => timeline.becameSince(viewer.lastSeq))
      .map((timeline) => timeline.info()),
    notices: watched.flatMap((timeline) => timeline.noticesSince(from)),
  };
}

function watchedBy(viewer: Viewer): readonly Timeline[] {
  const timelines = new Set(viewer.settled.timelines);
  for (const { timeline } of viewer.freshViews) timelines.add(timeline);
  return timelines.size === viewer.settled.timelines.length ? viewer.settled.timelines : [...timelines];
}

/** In the order of their ids, so that viewers who began the same views in another order share frames. */
function frameViews(viewer: Viewer): FrameView[] {
  const { lastSeq: from } = viewer;
  const { views } = viewer.settled;
  const settled = views.map(({ id, timeline, view }): FrameView => {
    return { id, timeline, view, from, isNew: false, reason: undefined };
  });
  const fresh: FrameView[] = [];
  for (const { id, timeline, view, from, restarted } of viewer.freshViews) {
    const reason = restarted ? 'restarted' : undefined;
    if (view !== undefined) fresh.push({ id, timeline, view, from, isNew: true, reason });
  }
  return fresh.length === 0 ? settled : [...settled, ...fresh].sort((a, b) => (a.id < b.id ? -1 : 1));
}
