import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { sourceOf, titleOf } from '../../../client/format/timeline-texts.js';
import { learn } from '../../../client/locales/message.js';
import { SAMPLES } from '../../../server/samples/samples.js';
import { FORMATS } from '../../../server/store/import/formats.js';
import { mappedFormat } from '../../../server/store/import/mapped.js';
import { openStore } from '../../../server/store/store.js';
import { LIVE_DEFAULTS } from '../../../server/timelines/live/live-settings.js';
import { LiveSource } from '../../../server/timelines/live/live-source.js';
import { LiveStore } from '../../../server/timelines/live/live-store.js';
import { createSimulatedSource } from '../../../server/timelines/simulated/simulated-source.js';
import { tempFolders } from '../../support/temp-folder.js';

const CHINESE = /\p{Script=Han}{2}/u;
const tempFolder = tempFolders();

await learn('zh-CN');

function expectChinese(timeline: { title: string; source: string }): void {
  expect(titleOf(timeline, 'zh-CN')).toMatch(CHINESE);
  expect(sourceOf(timeline, 'zh-CN')).toMatch(CHINESE);
}

describe('in Chinese are', () => {
  it('title and source of what is simulated, and of each sample', () => {
    expectChinese(createSimulatedSource(1).description);
    for (const { about } of Object.values(SAMPLES)) expectChinese(about);
  });

  it('those of live records', async () => {
    const store = await LiveStore.open({ ...LIVE_DEFAULTS, folder: tempFolder() }, Date.now);
    expectChinese(new LiveSource(store).description);
    await store.close();
  });

  it.each([42, -7])('those of a simulation that was recorded, and seed %s of it', async (seed) => {
    const [folder, file] = [tempFolder(), join(tempFolder(), 'recorded.ndjson')];
    const record = {
      id: `sim-${seed}-1-1`,
      time: '2026-01-05T07:00:00Z',
      flow: 'export',
      value: 1,
      currency: 'CNY',
    };
    writeFileSync(file, `${JSON.stringify(record)}\n`);
    const store = await openStore(folder);
    const report = await store.import(file, {});
    await store.close();
    expectChinese(report);
    expect(sourceOf(report, 'zh-CN')).toMatch(new RegExp(` ${seed}$`));
  });

  it.each(
    [...FORMATS, mappedFormat({ time: 'time', flow: 'flow' })].filter(({ read }) => typeof read !== 'string'),
  )('the title of a file of format $name, where nobody gave it one', ({ title }) =>
    expect(titleOf({ title }, 'zh-CN')).toMatch(CHINESE),
  );

  it('words that anybody else gave as they are, and in English those of the server too', () => {
    expect(titleOf({ title: 'Trade of Rotterdam 2026' }, 'zh-CN')).toBe('Trade of Rotterdam 2026');
    expect(sourceOf({ source: 'Eurostat' }, 'zh-CN')).toBe('Eurostat');
    expectEnglish(createSimulatedSource(1).description);
  });
});

function expectEnglish({ title, source }: { title: string; source: string }): void {
  expect([titleOf({ title }, 'en'), sourceOf({ source }, 'en')]).toEqual([title, source]);
}
