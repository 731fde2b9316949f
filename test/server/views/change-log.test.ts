import { describe, expect, it } from 'vitest';
import { ChangeLog } from '../../../server/views/change-log.js';
import { createRandom } from '../../support/random.js';

describe('a change log', () => {
  it('names what changed after a tick, once and in order, whatever came before', () => {
    const random = createRandom(61);
    console.log(`seed ${random.seed}`);
    const log = new ChangeLog();
    const lastSeq = new Map<number, number>();
    for (let seq = 1; seq < 2_000; seq++) {
      const changes = random.whole(0, 5);
      for (let change = 0; change < changes; change++) {
        const key = random.whole(0, 39);
        log.note(key, seq);
        lastSeq.set(key, seq);
      }
      const since = Math.max(0, seq - random.whole(0, 49));
      const expected = [...lastSeq].filter(([, last]) => last > since).map(([key]) => key);
      expect(log.since(since), `since ${since} at ${seq}`).toEqual(expected.sort((a, b) => a - b));
    }
  });

  it('counts what the newest tick changed', () => {
    const log = new ChangeLog();
    log.note(1, 1);
    log.note(2, 2);
    log.note(3, 2);
    expect(log.newest).toBe(2);
    log.note(1, 3);
    expect(log.newest).toBe(1);
  });
});
