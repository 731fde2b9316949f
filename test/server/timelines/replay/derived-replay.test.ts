import { afterAll, beforeAll, expect, it } from 'vitest';
import { parseView, type ViewRequest } from '../../../../protocol/view.js';
import { openStore, type Store } from '../../../../server/store/store.js';
import { createReplaySource } from '../../../../server/timelines/replay/replay-source.js';
import { Timeline } from '../../../../server/timelines/timeline.js';
import { TimelineClock } from '../../../../server/timelines/timeline-clock.js';
import type { TestRecord } from '../../../support/journal-source.js';
import { naiveRows, sortRows } from '../../../support/naive-view.js';
import { createRandom } from '../../../support/random.js';
import { tempFiles } from '../../store/temp-files.js';

const files = tempFiles();
let store: Store;
beforeAll(async () => {
  store = await openStore('memory');
});
afterAll(() => store.close());

/** Two years and a half of daily records, which are nowhere halfway in at a midnight. */
function randomRecords(seed: number): TestRecord[] {
  const random = createRandom(seed);
  console.log(`seed ${random.seed}`);
  return Array.from({ length: 1_500 }, () => ({
    time: Date.UTC(2022, 9, 1 + random.whole(0, 900)),
    flow: random.pick(['import', 'export'] as const),
    partner: random.pick(['USA', 'JPN', 'VNM', 'BRA']),
    value: random.whole(1, 1e12),
    netKg: random.whole(1, 1e9),
  }));
}

it.each(['1d', '1mo', '1q', '1y'] as const)(
  'a replay derives measures from whole periods as from every record, in buckets of %s',
  async (bucket) => {
    const records = randomRecords(5);
    const rows = records.map(
      ({ time, flow, partner, value, netKg }) =>
        `${new Date(time).toISOString().slice(0, 10)},${flow},${partner},${value! / 100},${netKg},USD`,
    );
    const file = files.write(`${bucket}.csv`, `time,flow,partner,value,netKg,currency\n${rows.join('\n')}\n`);
    const { dataset } = await store.import(file, {});
    const source = createReplaySource(store, (await store.dataset(dataset))!);
    const { from, to } = source.description;
    const clock = new TimelineClock({ from, to, start: from, speed: 1, loop: false }, 0);
    const timeline = new Timeline(source, clock, () => 0);
    const request: ViewRequest = {
      timeline: dataset,
      measures: [
        'value',
        'valueYearOnYear',
        'valuePeriodOnPeriod',
        'valueYearToDate',
        'valueYearToDateYearOnYear',
        'tonnageRolling12Months',
        'valueAnnualised',
        'valueShare',
        'valueShareChange',
        'valueContribution',
      ],
      by: ['partner'],
      bucket,
      last: 20,
    };
    const view = parseView(request);
    for (const day of [300, 450, 517, 640, 700, 900]) {
      const at = Date.UTC(2022, 9, 1 + day);
      const expected = naiveRows(view, records, at, source.utcOffsetMs, from);
      const shown = sortRows((await timeline.query(view, at)).rows);
      expect(shown, `${bucket}, day ${day}`).toEqual(expected);
    }
  },
);
