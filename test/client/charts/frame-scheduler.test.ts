import { beforeEach, describe, expect, it } from 'vitest';
import { FrameScheduler, type FrameSource, type Paintable } from '../../../client/charts/frame-scheduler.js';

class ManualFrames implements FrameSource {
  isHidden = false;
  nowMs = 0;
  readonly requested: (() => void)[] = [];
  #onShown = (): void => {};

  request(callback: () => void): void {
    this.requested.push(callback);
  }

  onShown(callback: () => void): void {
    this.#onShown = callback;
  }

  show(): void {
    this.isHidden = false;
    this.#onShown();
  }

  now(): number {
    return this.nowMs;
  }

  run(): void {
    for (const callback of this.requested.splice(0)) callback();
  }
}

class Picture implements Paintable {
  isVisible = true;
  painted = 0;
  onPaint = (): void => {};

  paint(): void {
    this.painted++;
    this.onPaint();
  }
}

let frames: ManualFrames;
let scheduler: FrameScheduler;

beforeEach(() => {
  frames = new ManualFrames();
  scheduler = new FrameScheduler(frames);
});

describe('the frame scheduler', () => {
  it('paints all that is dirty in one frame, each once', () => {
    const pictures = [new Picture(), new Picture()];
    for (const picture of [...pictures, ...pictures]) scheduler.invalidate(picture);
    expect(frames.requested).toHaveLength(1);
    frames.run();
    expect(pictures.map((picture) => picture.painted)).toEqual([1, 1]);
  });

  it('asks for no frame when nothing is dirty any more', () => {
    scheduler.invalidate(new Picture());
    frames.run();
    expect(frames.requested).toHaveLength(0);
  });

  it('does nothing for what is out of sight, until it comes into sight', () => {
    const picture = new Picture();
    picture.isVisible = false;
    scheduler.invalidate(picture);
    expect(frames.requested).toHaveLength(0);
    picture.isVisible = true;
    scheduler.wake();
    frames.run();
    expect(picture.painted).toBe(1);
  });

  it('asks for no frame in a hidden tab, and catches up in one when it is shown', () => {
    const picture = new Picture();
    frames.isHidden = true;
    for (let tick = 0; tick < 100; tick++) scheduler.invalidate(picture);
    expect(frames.requested).toHaveLength(0);
    frames.show();
    frames.run();
    expect(picture.painted).toBe(1);
  });

  it('leaves to the next frame what this one has no time for, and loses none of it', () => {
    const pictures = Array.from({ length: 5 }, () => new Picture());
    for (const picture of pictures) {
      picture.onPaint = () => (frames.nowMs += 10);
      scheduler.invalidate(picture);
    }
    const paintedAfter = [1, 2, 3].map(() => {
      frames.run();
      return pictures.map(({ painted }) => painted);
    });
    expect(paintedAfter).toEqual([
      [1, 1, 0, 0, 0],
      [1, 1, 1, 1, 0],
      [1, 1, 1, 1, 1],
    ]);
    expect(frames.requested).toHaveLength(0);
  });

  it('forgets what has left the page', () => {
    const picture = new Picture();
    scheduler.invalidate(picture);
    scheduler.forget(picture);
    frames.run();
    expect(picture.painted).toBe(0);
  });
});
