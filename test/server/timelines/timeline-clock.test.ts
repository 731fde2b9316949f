import { describe, expect, it } from 'vitest';
import { TimelineClock } from '../../../server/timelines/timeline-clock.js';
import { createRandom, type Random } from '../../support/random.js';

const DAY = 86_400_000;
const NOW = Date.UTC(2026, 10, 23);
const span = { from: 0, to: 100 * DAY, start: 0, speed: 86_400, loop: false };

describe('a timeline clock', () => {
  it('plays a day of events in a second at speed 86400', () => {
    const clock = new TimelineClock(span, NOW);
    expect(clock.read(NOW + 1_000)).toMatchObject({ time: DAY, state: 'playing', speed: 86_400 });
  });

  it('ends at the end of its span and stays there', () => {
    const clock = new TimelineClock(span, NOW);
    expect(clock.read(NOW + 500_000)).toMatchObject({ time: 100 * DAY, state: 'ended' });
  });

  it('starts over when it is played at its end', () => {
    const clock = new TimelineClock(span, NOW);
    clock.read(NOW + 500_000);
    clock.play(NOW + 500_000);
    expect(clock.read(NOW + 501_000)).toMatchObject({ time: DAY, state: 'playing' });
  });

  it('rests on its end before it loops, so that final totals can be read', () => {
    const clock = new TimelineClock({ ...span, loop: true }, NOW);
    expect(clock.read(NOW + 100_500)).toMatchObject({ time: 100 * DAY, state: 'playing' });
    expect(clock.read(NOW + 104_000).time).toBe(100 * DAY);
    expect(clock.moves).toBe(0);
    expect(clock.read(NOW + 105_000).time).toBe(0);
    expect(clock.moves).toBe(1);
    expect(clock.read(NOW + 106_000).time).toBe(DAY);
  });

  it('stands still while paused and goes on from there', () => {
    const clock = new TimelineClock(span, NOW);
    clock.pause(NOW + 2_000);
    expect(clock.read(NOW + 9_000)).toMatchObject({ time: 2 * DAY, state: 'paused' });
    clock.play(NOW + 10_000);
    expect(clock.read(NOW + 11_000).time).toBe(3 * DAY);
  });

  it('clamps a seek to its span and counts it as a move', () => {
    const clock = new TimelineClock(span, NOW);
    expect(clock.seek(NOW, 1e15)).toBe(100 * DAY);
    expect(clock.seek(NOW, -5)).toBe(0);
    expect(clock.moves).toBe(2);
  });

  it('never runs backwards when the wall clock is set back a little, and follows it when it is set back a lot', () => {
    const clock = new TimelineClock({ ...span, to: null, start: NOW, speed: 1 }, NOW);
    clock.read(NOW + 10_000);
    expect(clock.read(NOW + 4_000).time).toBe(NOW + 10_000);
    expect(clock.moves).toBe(0);
    expect(clock.read(NOW - 3_600_000).time).toBe(NOW - 3_600_000);
    expect(clock.moves).toBe(1);
    expect(clock.read(NOW - 3_599_000).time).toBe(NOW - 3_599_000);
  });

  it('ends an hour of changing speed, pausing and seeking within a millisecond of event time per change from where arithmetic says', () => {
    const random = createRandom(5);
    console.log(`seed ${random.seed}`);
    const clock = new TimelineClock({ ...span, to: null, speed: 1 }, NOW);
    let [now, expected, speed, playing, changes] = [NOW, 0, 1, true, 0];
    while (now < NOW + 3_600_000) {
      const step = random.whole(1, 2_000);
      now += step;
      if (playing) expected += step * speed;
      clock.read(now);
      if (random.chance(0.9)) continue;
      changes++;
      speed = random.pick([1, 60, 3_600, 86_400, 2_592_000]);
      playing = random.chance(0.7);
      clock.setSpeed(now, speed);
      if (playing) clock.play(now);
      else clock.pause(now);
    }
    expect(Math.abs(clock.read(now).time - expected)).toBeLessThanOrEqual(changes);
  });

  it('starts over exactly in time, however rarely it is read', () => {
    const options = { ...span, loop: true };
    const [often, rarely] = [new TimelineClock(options, NOW), new TimelineClock(options, NOW)];
    for (let now = NOW; now < NOW + 3_600_000; now += 130) often.read(now);
    const end = NOW + 3_600_000;
    expect(often.read(end)).toEqual(rarely.read(end));
    // A lap is 100 s of playing and 5 s of rest; an hour holds 34 laps and 30 s of the next.
    expect(rarely.read(end).time).toBe(30 * DAY);
    expect([often.moves, rarely.moves]).toEqual([34, 34]);
  });

  it('loops over a range, which a playhead outside of it goes to the start of', () => {
    const clock = new TimelineClock(span, NOW);
    clock.setLoop(NOW + 1_000, true, { from: 10 * DAY, to: 20 * DAY });
    expect(clock.read(NOW + 1_000)).toMatchObject({
      time: 10 * DAY,
      range: { from: 10 * DAY, to: 20 * DAY },
    });
    expect(clock.read(NOW + 11_000 + 5_000 + 3_000).time).toBe(13 * DAY);
    clock.setLoop(NOW + 19_000, false);
    expect(clock.read(NOW + 29_000)).toMatchObject({ time: 23 * DAY, range: null });
  });

  it('goes on from where it stood when the wall clock of a replay is set back a lot', () => {
    const clock = new TimelineClock(span, NOW);
    clock.read(NOW + 10_000);
    expect(clock.read(NOW - 3_600_000).time).toBe(10 * DAY);
    expect(clock.read(NOW - 3_599_000).time).toBe(11 * DAY);
  });

  it.each([41, 42, 43])(
    'ends an hour of random play, pause, speed, seek and loop where arithmetic on the last change says (seed %i)',
    (fallback) => {
      const random = createRandom(fallback);
      console.log(`seed ${random.seed}`);
      const clock = new TimelineClock(span, NOW);
      const model = { time: 0, rested: 0, speed: 86_400, playing: true, loop: false, from: 0, to: 100 * DAY };
      let now = NOW;
      while (now < NOW + 3_600_000) {
        const step = random.whole(1, 2_000);
        now += step;
        // One millisecond after the other, as slow and obvious as can be.
        for (let ms = 0; ms < step; ms++) tickModel(model);
        if (random.chance(0.9)) clock.read(now);
        else changeBoth(random, clock, model, now);
        const off = Math.abs(clock.read(now).time - model.time);
        expect(off, `seed ${random.seed}, ${now - NOW} ms`).toBeLessThanOrEqual(250 * model.speed);
      }
    },
  );
});

interface Model {
  time: number;
  rested: number;
  speed: number;
  playing: boolean;
  loop: boolean;
  from: number;
  to: number;
}

function tickModel(model: Model): void {
  if (!model.playing) return;
  if (model.time < model.to) model.time = Math.min(model.to, model.time + model.speed);
  else if (model.loop && ++model.rested >= 5_000) [model.time, model.rested] = [model.from, 0];
}

function changeBoth(random: Random, clock: TimelineClock, model: Model, now: number): void {
  const choice = random.pick(['speed', 'play', 'pause', 'seek', 'range', 'whole', 'once'] as const);
  if (choice === 'speed') clock.setSpeed(now, (model.speed = random.pick([3_600, 86_400, 2_592_000])));
  if (choice === 'pause') {
    clock.pause(now);
    model.playing = false;
  }
  if (choice === 'play') {
    if (!model.loop && model.time >= model.to) model.time = 0;
    clock.play(now);
    model.playing = true;
  }
  if (choice === 'seek') {
    model.time = clock.seek(now, random.whole(0, 100) * DAY);
    model.rested = 0;
    if (model.time > model.to) Object.assign(model, { from: 0, to: 100 * DAY });
  }
  if (choice === 'range' || choice === 'whole' || choice === 'once') {
    const from = random.whole(0, 50);
    const range = { from: from * DAY, to: (from + random.whole(1, 50)) * DAY };
    clock.setLoop(now, choice !== 'once', choice === 'range' ? range : undefined);
    const part = choice === 'range' ? range : { from: 0, to: 100 * DAY };
    Object.assign(model, { ...part, loop: choice !== 'once', rested: 0 });
    if (model.time < model.from || model.time > model.to) model.time = model.from;
  }
}
