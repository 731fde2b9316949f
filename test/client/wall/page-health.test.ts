import { describe, expect, it } from 'vitest';
import { PageHealth } from '../../../client/wall/page-health.js';

const START = 5_000;

describe('PageHealth', () => {
  it('knows nothing of frames before it was given some', () => {
    const reading = new PageHealth(START).read(START + 1_000, null);
    expect(reading).toEqual({
      uptimeMs: 1_000,
      frameMs: null,
      slowestFrameMs: null,
      longTasks: 0,
      heap: null,
    });
  });

  it('tells the usual time from frame to frame, and the longest', () => {
    const health = new PageHealth(START);
    health.addFrames([0, 16, 32, 132, 148, 164], START);
    expect(health.read(START, null)).toMatchObject({ frameMs: 16, slowestFrameMs: 100 });
  });

  it('forgets slow frames and long tasks after a minute', () => {
    const health = new PageHealth(START);
    health.addFrames([0, 400], START);
    health.addLongTask(START);
    health.addFrames([0, 20], START + 30_000);
    health.addLongTask(START + 30_000);
    expect(health.read(START + 60_000, null)).toMatchObject({ slowestFrameMs: 400, longTasks: 2 });
    expect(health.read(START + 60_001, null)).toMatchObject({ slowestFrameMs: 20, longTasks: 1 });
  });

  it('hands on what the browser says of its memory', () => {
    const heap = { usedBytes: 1, limitBytes: 4 };
    expect(new PageHealth(START).read(START, heap).heap).toBe(heap);
  });
});
