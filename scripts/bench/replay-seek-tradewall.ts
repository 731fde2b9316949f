import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseView } from '../../protocol/view.js';
import { openStore } from '../../server/store/store.js';
import { createReplaySource } from '../../server/timelines/replay/replay-source.js';
import { Timeline } from '../../server/timelines/timeline.js';
import { TimelineClock } from '../../server/timelines/timeline-clock.js';
import { answerSeeks } from './answer-seeks.js';
import { instantAt, REPLAY_VIEWS, writeRecords } from './trade-table.js';

await answerSeeks(await prepareTimeline(Number(process.argv[2])));

/** A timeline over a dataset of so many records, with the views open; a seek is what a presenter's costs the server. */
async function prepareTimeline(rows: number): Promise<(share: number) => Promise<number>> {
  const folder = mkdtempSync(join(tmpdir(), 'tradewall-bench-'));
  const file = join(folder, 'records.csv');
  await writeRecords(file, rows);
  const store = await openStore('memory');
  const { dataset } = await store.import(file, {});
  rmSync(folder, { recursive: true });
  const source = createReplaySource(store, (await store.dataset(dataset))!);
  const { from, to, name } = source.description;
  const clock = new TimelineClock({ from, to, start: from, speed: 86_400, loop: false }, Date.now());
  const timeline = new Timeline(source, clock, Date.now);
  const views = await Promise.all(
    REPLAY_VIEWS.map(({ view }) => timeline.open(parseView({ timeline: name, ...view }))),
  );
  let seq = 0;
  return (share) => {
    timeline.control({
      type: 'control',
      request: 1,
      timeline: name,
      command: 'seek',
      time: instantAt(share),
    });
    timeline.tick(++seq);
    const bytes = views.map((view) => Buffer.byteLength(JSON.stringify(view.changesSince(0))));
    return Promise.resolve(bytes.reduce((sum, length) => sum + length, 0));
  };
}
