import { describe, expect, it } from 'vitest';
import type { HealthReading } from '../../../client/wall/page-health.js';
import { SelfRenewal, type RenewalPlatform } from '../../../client/wall/self-renewal.js';

const MINUTE = 60_000;
const WELL: HealthReading = { uptimeMs: 0, frameMs: 16, slowestFrameMs: 16, longTasks: 0, heap: null };
const FULL: HealthReading = { ...WELL, heap: { usedBytes: 61, limitBytes: 100 } };
const SLOW: HealthReading = { ...WELL, frameMs: 101 };

/** A browser tab, in which pages come after one another. */
class Tab {
  now = Date.UTC(2026, 0, 1);
  readonly reloadsAfter: number[] = [];
  #last: number | null = null;

  page(): SelfRenewal {
    const platform: RenewalPlatform = {
      now: () => this.now,
      reload: () => {},
      after: (delayMs) => void this.reloadsAfter.push(delayMs),
      random: () => 0.5,
      lastRenewal: () => this.#last,
      noteRenewal: (at) => (this.#last = at),
    };
    return new SelfRenewal(platform);
  }
}

describe('SelfRenewal', () => {
  it('renews a page whose memory is mostly used up, once, and not at the same time as all others', () => {
    const tab = new Tab();
    const page = tab.page();
    page.look(WELL, true);
    page.look({ ...WELL, heap: { usedBytes: 60, limitBytes: 100 } }, true);
    expect(tab.reloadsAfter).toEqual([]);
    page.look(FULL, true);
    tab.now += 2 * 60 * MINUTE;
    page.look(FULL, true);
    expect(tab.reloadsAfter).toEqual([15_000]);
  });

  it('renews a page that has been slow for five minutes on end', () => {
    const tab = new Tab();
    const page = tab.page();
    page.look(SLOW, true);
    tab.now += 4 * MINUTE;
    page.look(WELL, true);
    page.look(SLOW, true);
    tab.now += 5 * MINUTE - 1;
    page.look(SLOW, true);
    expect(tab.reloadsAfter).toEqual([]);
    tab.now += 1;
    page.look(SLOW, true);
    expect(tab.reloadsAfter).toHaveLength(1);
  });

  it('renews a page of which a part did not come, once there is a server to load it from', () => {
    const tab = new Tab();
    const page = tab.page();
    page.partFailed();
    page.look(WELL, false);
    expect(tab.reloadsAfter).toEqual([]);
    page.look(WELL, true);
    page.look(WELL, true);
    expect(tab.reloadsAfter).toHaveLength(1);
  });

  it('waits while no figures come, for there may be no server to load the page from', () => {
    const tab = new Tab();
    const page = tab.page();
    page.look(FULL, false);
    expect(tab.reloadsAfter).toEqual([]);
    page.look(FULL, true);
    expect(tab.reloadsAfter).toHaveLength(1);
  });

  it('does not renew over and over where that does not help, nor waits for ever after a clock was set back', () => {
    const tab = new Tab();
    tab.page().look(FULL, true);
    tab.now += 59 * MINUTE;
    tab.page().look(FULL, true);
    expect(tab.reloadsAfter).toHaveLength(1);
    tab.now += MINUTE;
    tab.page().look(FULL, true);
    expect(tab.reloadsAfter).toHaveLength(2);
    tab.now -= 24 * 60 * MINUTE;
    tab.page().look(FULL, true);
    expect(tab.reloadsAfter).toHaveLength(3);
  });
});
