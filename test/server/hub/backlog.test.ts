import { describe, expect, it } from 'vitest';
import { LIMITS } from '../../../protocol/limits.js';
import { Backlog } from '../../../server/hub/backlog.js';

const FULL = LIMITS.outboxBytes + 1_000_000;

/** A backlog at the given time, and what it says at each tick from then on. */
function begin(): {
  at: number;
  tick(outboxBytes: number, sinceFrameMs?: number): string;
  isOver(): boolean;
} {
  const backlog = new Backlog(0);
  return {
    at: 0,
    tick(outboxBytes, sinceFrameMs = LIMITS.tickMs) {
      this.at += LIMITS.tickMs;
      return backlog.pace(outboxBytes, sinceFrameMs, this.at);
    },
    isOver() {
      return backlog.isOver(this.at);
    },
  };
}

describe('a backlog', () => {
  it('skips ticks while the outbox is full, and sends as soon as it is not', () => {
    const backlog = begin();
    expect(backlog.tick(FULL)).toBe('skip');
    expect(backlog.tick(LIMITS.outboxBytes)).toBe('send');
  });

  it('never gives up who reads slowly but reads', () => {
    const backlog = begin();
    for (let bytes = 100_000_000; bytes > LIMITS.outboxBytes; bytes -= 100_000)
      expect(backlog.tick(bytes)).toBe('skip');
  });

  it('gives up who has taken nothing for half a minute', () => {
    const backlog = begin();
    const ticks = LIMITS.drainMs / LIMITS.tickMs;
    for (let tick = 0; tick <= ticks; tick++) expect(backlog.tick(FULL)).toBe('skip');
    expect(backlog.tick(FULL)).toBe('close');
  });

  it('counts what was skipped between frames too before it slows a viewer', () => {
    const backlog = begin();
    for (let tick = 0; tick < 19; tick++) {
      expect(backlog.tick(FULL)).toBe('skip');
      expect(backlog.tick(0)).toBe('send');
    }
    backlog.tick(FULL);
    expect(backlog.tick(0)).toBe('skip');
    expect(backlog.tick(0, LIMITS.slowTickMs)).toBe('send');
  });

  it('is over half a minute after the last tick that was skipped for a full outbox', () => {
    const backlog = begin();
    for (let tick = 0; tick < 25; tick++) backlog.tick(FULL);
    for (let tick = 0; tick < 120; tick++) backlog.tick(0);
    expect(backlog.isOver()).toBe(false);
    backlog.tick(0);
    expect(backlog.isOver()).toBe(true);
  });
});
