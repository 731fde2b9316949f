import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import type { IntakeReport } from '../../../../protocol/record.js';
import { serveCommand, type ServedCommand } from '../../../support/command-line.js';
import { createRandom } from '../../../support/random.js';
import { RecordSender, type Post, type Totals } from '../../../support/record-sender.js';
import { tempFolders } from '../../../support/temp-folder.js';

const KILLS = 100;
const SENDERS = 3;
const MEASURES = 'records,value,tonnage';
const tempFolder = tempFolders();

let server: ServedCommand | undefined;
afterEach(() => server?.stop('SIGKILL'));

const serve = async (store: string): Promise<void> => {
  server = await serveCommand('--live', '--store', store, '--port', '0', '--json-log', '--currency', 'CNY');
};

/** Undefined where the server is gone; throws on any other answer than a report. */
const post: Post = async (body) => {
  let response: Response;
  try {
    response = await fetch(`${server!.url}api/records`, {
      method: 'POST',
      body,
      headers: { 'Content-Type': 'application/x-ndjson' },
    });
  } catch {
    return undefined;
  }
  if (!response.ok) throw new Error(`${response.status}: ${await response.text()}`);
  // The head may have come, and the rest not.
  return response.json().catch(() => undefined) as Promise<IntakeReport | undefined>;
};

/** Records, value and tonnage by partner. */
type Shown = Record<string, readonly [records: number, value: number, tonnage: number]>;

async function shownTotals(): Promise<Shown> {
  const response = await fetch(`${server!.url}api/view?measures=${MEASURES}&by=partner&bucket=all`);
  const { rows } = (await response.json()) as {
    rows: [null, string, number, number | null, number | null][];
  };
  return Object.fromEntries(
    rows.map(([, partner, records, value, tonnage]) => [partner, [records, value ?? 0, tonnage ?? 0]]),
  );
}

/** The doubles nearest to the exact sums of what was acknowledged. */
function totalsOf(senders: readonly RecordSender[]): Shown {
  const totals: Totals = {};
  for (const sender of senders) sender.addTo(totals);
  return Object.fromEntries(
    Object.entries(totals).map(([partner, { records, fen, grams }]) => [
      partner,
      [records, Number(`${fen}e-2`), Number(`${grams}e-6`)],
    ]),
  );
}

describe('a server that is killed while records come in', () => {
  it(
    `has after each of ${KILLS} kills all that it acknowledged, once, and of the rest whole batches only`,
    { timeout: 900_000 },
    async () => {
      const random = createRandom(9);
      console.log(`seed ${random.seed}`);
      const store = tempFolder();
      const senders = Array.from({ length: SENDERS }, (_, index) => new RecordSender(`s${index}`, random));
      for (let kill = 0; kill < KILLS; kill++) {
        await serve(store);
        const before = await shownTotals();
        for (const sender of senders) if (await sender.sendAgain(post)) sender.settle();
        expect(before, `seed ${random.seed}, after kill ${kill}`).toEqual(totalsOf(senders));
        for (const sender of senders) sender.settle();
        const sending = Promise.all(senders.map((sender) => sender.sendUntilDown(post, Date.now)));
        setTimeout(() => server!.child.kill('SIGKILL'), random.whole(1, 120));
        await sending;
        await server!.stop();
      }
      await serve(store);
      for (const sender of senders) await sender.sendAgain(post);
      for (const sender of senders) sender.settle();
      expect(await shownTotals()).toEqual(totalsOf(senders));
      console.log(`${senders.reduce((sum, { acknowledged }) => sum + acknowledged, 0)} records`);
    },
  );
});

const disk = join(mkdtempSync(join(tmpdir(), 'tradewall-test-')), 'disk');

function mountDisk(): void {
  mkdirSync(disk, { recursive: true });
  execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=2m', 'tmpfs', disk], { stdio: 'pipe' });
}

/** Whether this process may make a file system of few bytes. */
function canMount(): boolean {
  try {
    mountDisk();
    execFileSync('umount', [disk]);
    return true;
  } catch (error) {
    console.warn(`No small disk for the test of a full one, so it is left out: ${String(error)}`);
    return false;
  }
}

describe.skipIf(!canMount())('a disk that is full', () => {
  afterEach(async () => {
    await server?.stop('SIGKILL');
    execFileSync('umount', [disk]);
  });

  it(
    'refuses records clearly, keeps all that was acknowledged, and takes more once there is room',
    { timeout: 60_000 },
    async () => {
      mountDisk();
      const ballast = join(disk, 'ballast');
      writeFileSync(ballast, Buffer.alloc(1 << 20));
      await serve(disk);
      const random = createRandom(10);
      const senders = [new RecordSender('s', random)];
      let refused: Response | undefined;
      await senders[0]!.sendUntilDown(async (body) => {
        const response = await fetch(`${server!.url}api/records`, { method: 'POST', body });
        if (response.ok) return (await response.json()) as IntakeReport;
        refused = response;
        return undefined;
      }, Date.now);
      expect(refused!.status).toBe(507);
      expect(Number(refused!.headers.get('retry-after'))).toBeGreaterThan(0);
      expect(await refused!.json()).toMatchObject({ code: 'disk-full', accepted: 0, duplicates: 0 });
      expect(await shownTotals()).toEqual(totalsOf(senders));
      expect((await fetch(`${server!.url}readyz`)).status).toBe(200);

      await server!.stop('SIGKILL');
      await serve(disk);
      expect(await shownTotals()).toEqual(totalsOf(senders));

      rmSync(ballast);
      expect(statfsSync(disk).bavail).toBeGreaterThan(0);
      expect(await senders[0]!.sendAgain(post)).toBe(false);
      senders[0]!.settle();
      expect(await shownTotals()).toEqual(totalsOf(senders));
      await server!.stop('SIGKILL');
      await serve(disk);
      expect(await shownTotals()).toEqual(totalsOf(senders));
    },
  );
});
