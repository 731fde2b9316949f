import { parseView, type ViewRequest } from '../../protocol/view.js';
import { ColumnFrames } from '../../server/hub/column-frames.js';
import type { FrameContent } from '../../server/hub/frame-form.js';
import { JsonFrames } from '../../server/hub/json-frames.js';
import { Timeline } from '../../server/timelines/timeline.js';
import { TimelineClock } from '../../server/timelines/timeline-clock.js';
import { createJournalSource, type TestRecord } from './journal-source.js';

const START = Date.UTC(2026, 10, 23, 15, 59, 59, 250);
const TICK_MS = 250;

/** One tick in both forms. */
export interface ExampleFrame {
  readonly json: string;
  readonly binary: Uint8Array;
}

/**
 * The frames of a viewer who watches two views: the first a snapshot, then one for each list of records, all written by the
 * encoders themselves. Nothing in them changes from run to run.
 * @param firstId by which the viewer calls the first view
 */
export async function exampleFrames(firstId = 'p'): Promise<ExampleFrame[]> {
  let now = START;
  const source = createJournalSource('live');
  const clock = new TimelineClock({ from: 0, to: null, start: START, speed: 1, loop: false }, now);
  const timeline = new Timeline(source, clock, () => now);
  for (const record of TICKS[0]!) source.append({ time: now - 10, ...record });
  const views = await Promise.all(
    [[firstId, BY_PARTNER] as const, ['x', WHOLE] as const].map(async ([id, view]) => ({
      id,
      view: await timeline.open(parseView(view)),
    })),
  );
  const forms = [new JsonFrames('k3J9xQ2a.'), new ColumnFrames('k3J9xQ2a.')] as const;
  return TICKS.map((records, index) => {
    const seq = index + 1;
    now += TICK_MS;
    if (index > 0) for (const record of records) source.append({ time: now - 10, ...record });
    timeline.tick(seq);
    const content: FrameContent = {
      watched: [timeline],
      views: views.map((view) => ({ ...view, timeline, from: index, isNew: index === 0, reason: undefined })),
      timelines: [],
      notices: [],
      hasOtherViews: index === 0,
    };
    for (const form of forms) form.begin();
    const [json, binary] = forms.map((form) => form.encode({ seq, from: index }, content, true)!);
    return { json: json!.toString(), binary: Uint8Array.from(binary!) };
  });
}

const BY_PARTNER: ViewRequest = {
  timeline: 'live',
  measures: ['value', 'records'],
  by: ['partner'],
  bucket: '1d',
  last: 2,
};

const WHOLE: ViewRequest = { timeline: 'live', measures: ['unitValue', 'balance'], bucket: '1d', last: 2 };

type ExampleRecord = Omit<TestRecord, 'time'>;

/** Records of each tick, a moment before it; values in fen. */
const TICKS: readonly (readonly ExampleRecord[])[] = [
  [
    { flow: 'export', partner: 'USA', value: 123_456, netKg: 1_000 },
    { flow: 'import', value: 500, netKg: 20, partner: 'JPN' },
    { flow: 'import' },
  ],
  [{ flow: 'export', partner: 'USA', value: 44 }],
  [
    { flow: 'export', partner: 'USA', value: 1 },
    { flow: 'import', partner: 'JPN', value: 130_000, netKg: 700 },
    { flow: 'import' },
  ],
  [{ flow: 'import', partner: 'BRA', value: 2 ** 51, netKg: 1 }],
];
