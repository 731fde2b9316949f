import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { holdProcess } from '../../../scripts/hold-process.js';
import { openStore, type DatasetInfo } from '../../../server/store/store.js';
import { runCommand, serveCommand } from '../../support/command-line.js';
import { seeded } from './mutate-line.js';
import { tempFiles } from './temp-files.js';

const files = tempFiles();
const HEADER = 'time,flow,partner,netKg,value,currency\n';
const SEED = Number(process.env['SEED'] ?? 1);

function rows(count: number, month = '01'): string {
  const random = seeded(count);
  const line = (): string => `2024-${month},export,USA,${random(1e9)},${random(1e9)},USD\n`;
  return HEADER + Array.from({ length: count }, line).join('');
}

/** What a store holds, read anew from its folder. */
async function contentOf(folder: string): Promise<{ datasets: DatasetInfo[]; sums: unknown }> {
  const store = await openStore(folder);
  try {
    const datasets = await store.datasets();
    const sums = await Promise.all(
      datasets.map(async ({ name }) => {
        const { value, netKg, records } = await store.aggregate(name, { by: [], where: {} });
        return [name, value, netKg, records];
      }),
    );
    return { datasets, sums };
  } finally {
    await store.close();
  }
}

function startImport(store: string, temp: string, ...paths: string[]): ChildProcess {
  const args = ['build/server/main.js', 'import', ...paths, '--store', store, '--as', 'first'];
  return spawn(process.execPath, args, { stdio: 'ignore', env: { ...process.env, TMPDIR: temp } });
}

/** Waits until a process has made its first folder of temporary files, which it does when it opens its store. */
async function storeOpened(temp: string, { pid }: ChildProcess): Promise<void> {
  const folders = (): string[] => readdirSync(temp).filter((name) => name.includes(`-${pid}-`));
  await expect.poll(folders, { interval: 5, timeout: 30_000 }).not.toEqual([]);
}

describe('a store whose process is killed', () => {
  const folder = join(files.folder, 'killed');
  const temp = join(files.folder, 'temp');
  const paths: Record<string, string> = {};
  beforeAll(async () => {
    mkdirSync(temp);
    paths['first'] = files.write('first.csv', rows(1_000));
    paths['second'] = files.write('second.csv.gz', gzipSync(rows(400_000, '02')));
    const [code] = (await once(startImport(folder, temp, paths['first']), 'exit')) as [number];
    expect(code).toBe(0);
  });

  it(`is as it was before, at whichever moment that was (SEED=${SEED})`, { timeout: 60_000 }, async () => {
    const before = await contentOf(folder);
    const random = seeded(SEED);
    const fates: string[] = [];
    for (let round = 0; round < 8; round++) {
      const child = startImport(folder, temp, paths['second']!);
      const exited = once(child, 'exit');
      await storeOpened(temp, child);
      // The import takes about a second; the first round is at its beginning, however fast the machine.
      const timer = setTimeout(() => child.kill('SIGKILL'), round === 0 ? 0 : random(1_000));
      const [code] = (await exited) as [number | null];
      clearTimeout(timer);
      fates.push(code === null ? 'killed' : 'done');
      if (code !== null) break;
      const after = await contentOf(folder);
      // Killed between its commit and its end, it has all of the file.
      if (after.datasets[0]!.rows !== before.datasets[0]!.rows) {
        expect(after.datasets[0]!.rows).toBe(401_000);
        break;
      }
      expect(after).toEqual(before);
    }
    expect(fates).toContain('killed');
  });

  it(
    'loses its temporary files at the next start, and not those of a process that runs',
    { timeout: 60_000 },
    async () => {
      const child = startImport(folder, temp, paths['second']!);
      const exited = once(child, 'exit');
      await storeOpened(temp, child);
      const inspect = (): Promise<unknown> =>
        once(
          spawn(process.execPath, ['build/server/main.js', 'inspect', paths['first']!], {
            stdio: 'ignore',
            env: { ...process.env, TMPDIR: temp },
          }),
          'exit',
        );
      await holdProcess(child);
      await inspect();
      expect(readdirSync(temp).filter((name) => name.includes(`-${child.pid}-`))).not.toEqual([]);
      child.kill('SIGKILL');
      await exited;
      await inspect();
      expect(readdirSync(temp)).toEqual([]);
    },
  );
});

describe('a store that another process has open', () => {
  it('is refused with the remedy, and works again once that one has ended', { timeout: 60_000 }, async () => {
    const [folder, file] = [join(files.folder, 'shared'), files.write('shared.csv', rows(10))];
    expect((await runCommand('import', file, '--store', folder)).code).toBe(0);
    const server = await serveCommand('--port', '0', '--store', folder);
    try {
      const { code, stderr } = await runCommand('import', file, '--store', folder, '--as', 'other');
      expect(code).toBe(1);
      expect(stderr).toContain(`${folder}: another process has it open; stop that one first`);
      expect(stderr).toContain('(store-busy)');
      await expect(openStore(folder)).rejects.toMatchObject({ code: 'store-busy' });
    } finally {
      await server.stop();
    }
    expect((await contentOf(folder)).datasets.map(({ name }) => name)).toEqual(['shared']);
  });
});

const disk = join(files.folder, 'disk');
/** What can be deleted where room is needed. */
const ballast = join(disk, 'ballast');

function mountDisk(): void {
  mkdirSync(disk, { recursive: true });
  execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=6m', 'tmpfs', disk], { stdio: 'pipe' });
}

function unmountDisk(): void {
  execFileSync('umount', [disk]);
}

/** Whether this process may make a file system of few bytes. */
function canMount(): boolean {
  try {
    mountDisk();
    unmountDisk();
    return true;
  } catch (error) {
    console.warn(`No small disk for the test of a full one, so it is left out: ${String(error)}`);
    return false;
  }
}

describe.skipIf(!canMount())('a disk that is full', () => {
  beforeAll(async () => {
    mountDisk();
    writeFileSync(ballast, Buffer.alloc(1 << 20));
    const store = await openStore(disk);
    await store.import(files.write('small.csv', rows(1_000)), {});
    await store.close();
  });
  afterAll(unmountDisk);

  it('fails an import, and leaves the store as it was', { timeout: 60_000 }, async () => {
    const before = await contentOf(disk);
    const { code, stderr } = await runCommand(
      'import',
      files.write('large.csv', rows(400_000)),
      '--store',
      disk,
    );
    expect(stderr).toContain('(disk-full)');
    expect(code).toBe(1);
    expect(await contentOf(disk)).toEqual(before);
  });

  it(
    'goes back to what it held in a process that lives on, and goes on once there is room',
    { timeout: 60_000 },
    async () => {
      const store = await openStore(disk);
      try {
        const held = async (): Promise<unknown> => [
          await store.datasets(),
          await store.aggregate('small', { by: [], where: {} }),
        ];
        // Growing files find the disk full at every stage: while rows are written, and while they are made to count.
        for (let count = 2_000, failed = 0; failed < 8; count = Math.ceil(count * 1.5)) {
          const before = await held();
          const file = files.write(`grown-${count}.csv`, rows(count, '03'));
          try {
            await store.import(file, { as: 'grown', replace: true });
          } catch (error) {
            expect(error).toMatchObject({ code: 'disk-full' });
            expect(await held()).toEqual(before);
            failed++;
          }
        }
        rmSync(ballast);
        const fits = files.write('fits-too.csv', rows(10));
        expect((await store.import(fits, { as: 'grown', replace: true })).kept).toBe(10);
        expect((await store.datasets()).map(({ name }) => name)).toEqual(['grown', 'small']);
      } finally {
        await store.close();
      }
    },
  );

  it('fails an import whose temporary files it is for', { timeout: 60_000 }, async () => {
    vi.stubEnv('TMPDIR', disk);
    const store = await openStore(join(files.folder, 'elsewhere'));
    try {
      const packed = files.write('packed.csv.gz', gzipSync(rows(400_000)));
      await expect(store.import(packed, {})).rejects.toMatchObject({
        code: 'disk-full',
        message: expect.stringContaining('no room left') as string,
      });
      expect(await store.datasets()).toEqual([]);
      expect((await store.import(files.write('fits.csv', rows(10)), {})).kept).toBe(10);
    } finally {
      vi.unstubAllEnvs();
      await store.close();
    }
  });
});
