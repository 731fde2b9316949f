import { describe, expect, it } from 'vitest';
import { FrameReader } from '../../../protocol/column-frame.js';
import { parseServerMessage } from '../../../protocol/server-messages.js';
import { parseView } from '../../../protocol/view.js';
import { ColumnFrames } from '../../../server/hub/column-frames.js';
import type { FrameContent, FrameForm } from '../../../server/hub/frame-form.js';
import { JsonFrames } from '../../../server/hub/json-frames.js';
import { Timeline } from '../../../server/timelines/timeline.js';
import { TimelineClock } from '../../../server/timelines/timeline-clock.js';
import { updateOf } from '../../support/column-rows-of.js';
import { createJournalSource } from '../../support/journal-source.js';
import { randomRecord, randomView } from '../../support/random-feed.js';
import { createRandom } from '../../support/random.js';

const START = Date.UTC(2026, 10, 23, 15);
const RESUME = 'k3J9xQ2a.';
const STEPS = 300;

/** A viewer who takes a part of its frames, in the binary form. */
interface Reader {
  readonly frames: FrameReader;
  readonly share: number;
  lastSeq: number;
}

describe('a viewer who skips ticks', () => {
  it.each([61, 62, 63])(
    'gets in either form what changed since its last frame (seed %i)',
    async (fallback) => {
      const random = createRandom(fallback);
      console.log(`seed ${random.seed}`);
      const source = createJournalSource('live');
      let now = START;
      const clock = new TimelineClock({ from: 0, to: null, start: START, speed: 1, loop: false }, now);
      const timeline = new Timeline(source, clock, () => now);
      const views = await Promise.all(
        ['a', 'b', 'c', 'd'].map(async (id) => ({
          id,
          view: await timeline.open(parseView(randomView(random))),
        })),
      );
      const forms: readonly FrameForm[] = [new JsonFrames(RESUME), new ColumnFrames(RESUME)];
      const readers = [1, 0.5, 0.1, 0.02].map((share): Reader => ({
        frames: new FrameReader(),
        share,
        lastSeq: 0,
      }));
      for (let seq = 1; seq <= STEPS; seq++) {
        for (let count = random.whole(-4, 4); count > 0; count--) source.append(randomRecord(random, now));
        now += random.pick([250, 250, 250, 3_600_000, 90_000_000]);
        timeline.tick(seq);
        for (const form of forms) form.begin();
        for (const reader of readers) {
          if (!random.chance(reader.share)) continue;
          const from = reader.lastSeq;
          const content: FrameContent = {
            watched: [timeline],
            views: views.map((view) => ({ ...view, timeline, from, isNew: from === 0, reason: undefined })),
            timelines: [],
            notices: [],
            hasOtherViews: from === 0,
          };
          const [json, binary] = forms.map((form) => form.encode({ seq, from }, content, true)!);
          const where = `seed ${random.seed}, tick ${from} to ${seq}`;
          const update = updateOf(reader.frames.read(binary!));
          expect(update, where).toEqual(parseServerMessage(json!.toString()));
          reader.lastSeq = seq;
        }
      }
    },
  );
});
