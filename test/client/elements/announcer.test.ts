import { describe, expect, it } from 'vitest';
import { Announcer, ANNOUNCE_EVERY_MS } from '../../../client/elements/announcer.js';

/** A clock that stands still until it is moved. */
function handClock() {
  let now = 0;
  const timers: { at: number; callback: () => void }[] = [];
  return {
    now: () => now,
    after: (ms: number, callback: () => void) => void timers.push({ at: now + ms, callback }),
    moveTo: (time: number) => {
      now = time;
      for (const timer of timers.splice(0))
        if (timer.at <= now) timer.callback();
        else timers.push(timer);
    },
  };
}

function listener(heard: string[]) {
  return { hear: (text: string) => void heard.push(text) };
}

describe('announcements of a page', () => {
  it('are one at a time, of each element its newest, and at least five seconds apart', () => {
    const clock = handClock();
    const announcer = new Announcer(clock);
    const heard: string[] = [];
    const [a, b] = [listener(heard), listener(heard)];
    announcer.say(a, 'one.');
    announcer.say(b, 'two.');
    clock.moveTo(0);
    expect(heard).toEqual(['one. two.']);
    announcer.say(a, 'three.');
    announcer.say(a, 'four.');
    clock.moveTo(ANNOUNCE_EVERY_MS - 1);
    expect(heard).toHaveLength(1);
    clock.moveTo(ANNOUNCE_EVERY_MS);
    expect(heard).toEqual(['one. two.', 'four.']);
  });

  it('leave out who is gone', () => {
    const clock = handClock();
    const announcer = new Announcer(clock);
    const heard: string[] = [];
    const gone = listener(heard);
    announcer.say(gone, 'outdated.');
    announcer.forget(gone);
    clock.moveTo(0);
    expect(heard).toEqual([]);
  });
});
