import type { Update } from '../../protocol/server-messages.js';
import { parseView } from '../../protocol/view.js';
import { ColumnFrames } from '../../server/hub/column-frames.js';
import type { FrameContent, FrameForm } from '../../server/hub/frame-form.js';
import { JsonFrames } from '../../server/hub/json-frames.js';
import { createSimulatedSource } from '../../server/timelines/simulated/simulated-source.js';
import { Timeline } from '../../server/timelines/timeline.js';
import { TimelineClock } from '../../server/timelines/timeline-clock.js';
import { LIMITS } from '../../protocol/limits.js';
import { wallViews } from './wall-views.js';

/** A day per second, as the default wall is shown. */
const SPEED = 86_400;

/** What resume tokens begin with, as long as the hub's. */
const RESUME = 'k3J9xQ2a.';

/** One tick as its frames go to every viewer of the wall. */
export interface WireTick {
  readonly json: Buffer;
  readonly binary: Buffer;
  readonly update: Update;
  /** Cells of measures in it. */
  readonly cells: number;
}

/**
 * The frames of a viewer of the default wall's views, tick after tick, on a clock that keeps exact time: the first brings the
 * snapshots.
 */
export async function wireTicks(start: number, count: number): Promise<WireTick[]> {
  let now = start;
  const clock = new TimelineClock({ from: 0, to: null, start, speed: SPEED, loop: false }, now);
  const timeline = new Timeline(createSimulatedSource(42), clock, () => now);
  const requests = wallViews().map(parseView);
  const views = await Promise.all(
    requests.map(async (request, index) => ({
      id: `v${index + 1}`,
      timeline,
      view: await timeline.open(request),
    })),
  );
  const [json, binary] = [new JsonFrames(RESUME), new ColumnFrames(RESUME)];
  const encode = (form: FrameForm, from: number): Buffer => {
    const isFirst = from === 0;
    const content: FrameContent = {
      watched: [timeline],
      views: views.map((view) => ({ ...view, from, isNew: isFirst, reason: undefined })),
      timelines: [],
      notices: [],
      hasOtherViews: isFirst,
    };
    form.begin();
    // What is encoded next is in the same memory.
    return Buffer.from(form.encode({ seq: from + 1, from }, content, true)!);
  };
  return Array.from({ length: count }, (_, from) => {
    now += LIMITS.tickMs;
    timeline.tick(from + 1);
    const text = encode(json, from);
    const update = JSON.parse(text.toString()) as Update;
    const cells = views.reduce(
      (sum, { id }, index) => sum + (update.views[id]?.rows.length ?? 0) * requests[index]!.measures.length,
      0,
    );
    return { json: text, binary: encode(binary, from), update, cells };
  });
}
