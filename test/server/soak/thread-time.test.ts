import { afterEach, describe, expect, it } from 'vitest';
import { ThreadTime } from '../../../scripts/soak/thread-time.js';
import { eventually } from '../../support/eventually.js';

describe.skipIf(process.platform !== 'linux')("the time that a process's main thread has had", () => {
  const time = new ThreadTime(process.pid);
  afterEach(() => time.stop());

  it('is known of what lies between two readings, is no more than has passed, and unknown before and after', async () => {
    const from = Date.now();
    for (let round = 0; round < 2e7; round++);
    const to = Date.now();
    await eventually('it was read again', () => time.between(from, to) !== null);
    const share = time.between(from, to)!;
    expect(share.cpuMs).toBeGreaterThan(0);
    expect(share.cpuMs).toBeLessThanOrEqual(to - from);
    expect(share.waitMs).toBeGreaterThanOrEqual(0);
    expect(time.between(from - 3_600_000, to)).toBeNull();
    expect(time.between(from, to + 3_600_000)).toBeNull();
  });
});
