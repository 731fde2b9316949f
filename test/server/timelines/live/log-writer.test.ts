import { describe, expect, it } from 'vitest';
import { LogWriter, type QueuedBatch } from '../../../../server/timelines/live/log-writer.js';
import { tempFolders } from '../../../support/temp-folder.js';

const tempFolder = tempFolders();
const NOTHING = (): void => undefined;

describe('the writer of the log', () => {
  it('writes what is appended in the very moment in which all before it is on disk', async () => {
    const events = { failed: NOTHING, flushed: NOTHING, sealed: NOTHING };
    // How many steps of the event loop's inner queue later it comes: one of them is just as the writer ends.
    for (let steps = 0; steps < 8; steps++) {
      let onDurable = NOTHING;
      const options = { folder: tempFolder(), flushMs: 0, nextRow: 0, nextSegment: 1 };
      const writer = new LogWriter<QueuedBatch>(options, { ...events, durable: () => onDurable() });
      const append = (): Promise<void> =>
        new Promise((resolve) => {
          onDurable = resolve;
          writer.append({ bytes: new Uint8Array(8), rows: 1 });
        });
      await append();
      for (let step = 0; step < steps; step++) await Promise.resolve();
      await append();
      expect(writer.queuedBytes, `after ${steps} steps`).toBe(0);
      await writer.close();
    }
  });
});
