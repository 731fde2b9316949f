import { readdirSync, readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openRemoteStore } from '../../../server/store/remote-store.js';
import { openStore, type Store } from '../../../server/store/store.js';
import { tempFiles } from './temp-files.js';

const HEADER = 'time,flow,partner,netKg,value,currency,partnerName\n';
const files = tempFiles();
const trade = files.write(
  'trade.csv',
  `${HEADER}2024-01,export,USA,1000,5,USD,America\n2024-02,import,JPN,,9007199254740993,USD,Japan\n`,
);
const many = files.write('many.csv', HEADER + '2024-01,export,USA,1,2,USD,America\n'.repeat(200_000));

describe('a store in a process of its own', () => {
  let remote: Store;
  let near: Store;
  beforeAll(async () => {
    remote = await openRemoteStore('memory');
    near = await openStore('memory');
  });
  afterAll(() => Promise.all([remote.close(), near.close()]));

  it('answers all that a store can be asked as one in this process does', async () => {
    const answers = async (store: Store): Promise<unknown[]> => [
      await store.inspect(trade, {}),
      await store.import(trade, { as: 'trade' }),
      await store.datasets(),
      await store.dataset('trade'),
      await store.dataset('none'),
      await store.aggregate('trade', { by: ['partner'], where: { flow: ['import'] } }),
      await store.names('trade', 'partner'),
    ];
    expect(await answers(remote)).toEqual(await answers(near));
  });

  it('fails with the codes and the words of one in this process', async () => {
    const failure = (store: Store): Promise<unknown> =>
      store.import(files.write('empty.csv', ''), {}).catch((error: unknown) => error);
    expect(await failure(remote)).toEqual(await failure(near));
    await expect(remote.names('none', 'partner')).rejects.toMatchObject({ code: 'unknown-dataset' });
    await expect(openRemoteStore(`${trade}/below`)).rejects.toMatchObject({ name: 'ImportError' });
  });

  it('tells how far an import has come, and stops it when told', async () => {
    const steps: string[] = [];
    const stopping = new AbortController();
    const stopped = remote.import(many, {
      signal: stopping.signal,
      onProgress: ({ step }) => {
        steps.push(step);
        if (step === 'reading') stopping.abort();
      },
    });
    await expect(stopped).rejects.toMatchObject({ code: 'aborted' });
    expect(steps).toContain('reading');
    expect(await remote.dataset('many')).toBeUndefined();
    await expect(remote.import(many, { signal: AbortSignal.abort() })).rejects.toMatchObject({
      code: 'aborted',
    });
  });

  it('is gone with its process, and says so to whoever waits and whoever asks', async () => {
    const store = await openRemoteStore('memory');
    let isKilled = false;
    const onProgress = (): void => {
      if (!isKilled) killNewest();
      isKilled = true;
    };
    const waiting = store.import(many, { onProgress });
    await expect(waiting).rejects.toThrow(/its process ended with SIGKILL/);
    await expect(store.datasets()).rejects.toThrow(/its process has ended/);
  });
});

/** Kills the newest process that this one has started: the store of the test that does so. */
function killNewest(): void {
  const tasks = readdirSync('/proc/self/task');
  const children = tasks.flatMap((task) =>
    readFileSync(`/proc/self/task/${task}/children`, 'utf8').trim().split(' ').map(Number),
  );
  process.kill(Math.max(...children), 'SIGKILL');
}
