import { describe, expect, it } from 'vitest';
import { parseView, type View } from '../../../protocol/view.js';
import { ViewRoom } from '../../../server/hub/view-room.js';
import { Timeline } from '../../../server/timelines/timeline.js';
import { TimelineClock } from '../../../server/timelines/timeline-clock.js';
import { createJournalSource } from '../../support/journal-source.js';

const START = Date.UTC(2026, 10, 23);
const MOST = 3;

function createTimeline(name: string): Timeline {
  const clock = new TimelineClock({ from: 0, to: null, start: START, speed: 1, loop: false }, START);
  return new Timeline(createJournalSource(name), clock, () => START);
}

const viewOf = (partner: string): View =>
  parseView({ timeline: 'live', measures: ['value'], where: { partner: [partner] }, bucket: 'all' });

describe('the room for views of a server', () => {
  const timelines = [createTimeline('one'), createTimeline('other')] as const;
  const room = new ViewRoom(() => timelines, MOST);
  const [one, other] = timelines;

  it('is refused to one view more than there may be on all timelines, and not to one that is watched already', async () => {
    const handles = [
      await one.open(viewOf('USA')),
      await one.open(viewOf('JPN')),
      await other.open(viewOf('USA')),
    ];
    expect(() => room.check(one, viewOf('USA'))).not.toThrow();
    expect(() => room.check(other, viewOf('JPN'))).toThrow(
      'view: the server holds 3 different views already; ask for one that others watch, or try again later',
    );
    for (const handle of handles) handle.release();
  });

  it('is made where nobody watches a view any more', async () => {
    const handles = [await one.open(viewOf('USA')), await other.open(viewOf('USA'))];
    expect(one.viewCount + other.viewCount).toBe(MOST);
    expect(() => room.check(other, viewOf('JPN'))).not.toThrow();
    expect([one.holds(viewOf('USA')), one.holds(viewOf('JPN'))]).toEqual([true, false]);
    for (const handle of handles) handle.release();
  });
});
