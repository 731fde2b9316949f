import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Hono } from 'hono';
import { BATCH_RECORDS } from '../../../server/records/batch-reader.js';
import { LIVE_DEFAULTS, QUEUE_BYTES } from '../../../server/timelines/live/live-settings.js';
import { LiveSource } from '../../../server/timelines/live/live-source.js';
import { LiveStore } from '../../../server/timelines/live/live-store.js';
import { tempFolders } from '../../support/temp-folder.js';
import { createTestApp } from '../../support/test-app.js';

const NOW = Date.UTC(2026, 0, 5, 8);
/** A disk that has not begun to write when all have sent. */
const SLOW_FLUSH_MS = 5_000;
/** Without an id it counts each time it comes. */
const LINE =
  '{"time":"2026-01-05T07:00:00Z","flow":"export","partner":"USA","commodity":"850440","netKg":1000,"value":1,"currency":"CNY"}\n';
const BATCH = LINE.repeat(BATCH_RECORDS);
const BATCH_BYTES = BATCH_RECORDS * 64;
const tempFolder = tempFolders();

let store: LiveStore;
let app: Hono;
beforeEach(async () => {
  const settings = { ...LIVE_DEFAULTS, folder: tempFolder(), flushMs: SLOW_FLUSH_MS };
  store = await LiveStore.open(settings, () => NOW);
  ({ app } = createTestApp(new LiveSource(store), NOW, {
    records: { taker: store, onReject: () => undefined },
  }));
});
afterEach(() => store.close());

const post = (body: string): Promise<Response> =>
  Promise.resolve(app.request('/api/records', { method: 'POST', body }));

describe('senders who are faster than the disk', () => {
  it(
    'are told 429 and when to come back, in bounded memory, and nothing that was acknowledged is lost',
    { timeout: 60_000 },
    async () => {
      const taken: Promise<Response>[] = [];
      // One after the other, so that each has handed its batch on before the next one is let in.
      while (!store.isBusy) {
        const queued = store.load.queuedBytes;
        taken.push(post(BATCH));
        while (store.load.queuedBytes === queued) await new Promise(setImmediate);
      }
      const full = store.load.queuedBytes;
      expect(full).toBeLessThanOrEqual(QUEUE_BYTES + 2 * BATCH_BYTES);

      const refused = await Promise.all(Array.from({ length: 100 }, () => post(BATCH)));
      expect(new Set(refused.map(({ status }) => status))).toEqual(new Set([429]));
      expect(Number(refused[0]!.headers.get('retry-after'))).toBeGreaterThan(0);
      expect(await refused[0]!.json()).toMatchObject({
        type: 'error',
        code: 'too-busy',
        message: expect.stringContaining('send them again a little later') as string,
      });
      expect(store.load.queuedBytes).toBe(full);

      const answers = await Promise.all(taken);
      expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
      expect(store.isBusy).toBe(false);
      expect((await post(LINE)).status).toBe(200);
      const view = await app.request('/api/view?measures=records&bucket=all');
      const { rows } = (await view.json()) as { rows: unknown[][] };
      expect(rows).toEqual([[null, taken.length * BATCH_RECORDS + 1]]);
    },
  );
});
