import { describe, expect, it } from 'vitest';
import { ServerClock } from '../../../client/feed/server-clock.js';

const SERVER = 1_700_000_000_000;

/** A local clock that is `aheadMs` off, told of the server's time over ways of these lengths, a second apart. */
function told(aheadMs: number, waysMs: readonly number[]): ServerClock {
  const clock = new ServerClock();
  waysMs.forEach((wayMs, second) => {
    const sent = SERVER + second * 1_000;
    clock.observe(sent, sent + wayMs + aheadMs);
  });
  return clock;
}

describe("the server's clock", () => {
  it('is not known before the server has said anything', () => {
    expect(new ServerClock().at(SERVER)).toBeNull();
  });

  it.each([-90_000, 0, 3_600_000])(
    'is off by the fastest way only, where the local one is %i ms ahead',
    (ahead) => {
      const clock = told(ahead, [180, 40, 400, 95]);
      expect(clock.at(SERVER + 10_000 + ahead)).toBe(SERVER + 10_000 - 40);
    },
  );

  it('begins anew where the local clock is set, forwards or back', () => {
    for (const ahead of [3_600_000, -3_600_000]) {
      const clock = told(0, [20, 20, 20]);
      clock.observe(SERVER + 5_000, SERVER + 5_000 + ahead + 30);
      expect(clock.at(SERVER + 6_000 + ahead)).toBe(SERVER + 6_000 - 30);
    }
  });

  it('forgets what was long ago, so that clocks that drift apart are followed', () => {
    const clock = told(0, [1, ...Array.from({ length: 40 }, () => 60)]);
    expect(clock.at(SERVER)).toBe(SERVER - 60);
  });
});
