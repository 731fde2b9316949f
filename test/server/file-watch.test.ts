import { renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { FileWatch } from '../../server/file-watch.js';
import { tempFiles } from './store/temp-files.js';

const { folder, write } = tempFiles();

async function watching(name: string): Promise<{ file: string; watch: FileWatch }> {
  const file = write(name, 'one');
  const watch = new FileWatch();
  await watch.begin([file]);
  return { file, watch };
}

/** What so many looks in a row tell. */
async function looks(watch: FileWatch, count: number): Promise<string[]> {
  const told: string[] = [];
  for (let look = 0; look < count; look++) told.push(...(await watch.look()).map(({ happened }) => happened));
  return told;
}

it('tells nothing of a file that stays as it is', async () => {
  const { watch } = await watching('same.csv');
  expect(await looks(watch, 10)).toEqual([]);
});

it('tells a change once, when the file is no longer being written', async () => {
  const { file, watch } = await watching('written.csv');
  for (const content of ['one,', 'one,two', 'one,two,three']) {
    writeFileSync(file, content);
    expect(await looks(watch, 1)).toEqual([]);
  }
  expect(await looks(watch, 5)).toEqual(['changed']);
});

it('tells one that was put in the place of another', async () => {
  const { file, watch } = await watching('moved.csv');
  renameSync(write('new.csv', 'two'), file);
  expect(await looks(watch, 5)).toEqual(['changed']);
});

it('takes a file that is soon there again for changed, and one that is not for removed', async () => {
  const { file, watch } = await watching('gone.csv');
  rmSync(file);
  expect(await looks(watch, 2)).toEqual([]);
  writeFileSync(file, 'anew');
  expect(await looks(watch, 5)).toEqual(['changed']);
  rmSync(file);
  expect(await looks(watch, 10)).toEqual(['removed']);
  writeFileSync(file, 'again');
  expect(await looks(watch, 5)).toEqual(['back']);
});

it('waits for a file that was not there at the start', async () => {
  const file = join(folder, 'later.csv');
  const watch = new FileWatch();
  await watch.begin([file]);
  expect(await looks(watch, 10)).toEqual([]);
  writeFileSync(file, 'now');
  expect(await looks(watch, 5)).toEqual(['back']);
});
