import type { ErrorCode } from '../../protocol/errors.js';

/** How viewers stand: they take all ticks, skip some, get fewer, or have been said goodbye to. */
export type ViewerClass = 'healthy' | 'conflated' | 'slowed' | 'leaving';

/** What a hub has done since it began, for whoever watches it. */
export class HubCounts {
  viewers = 0;
  frames = 0;
  frameBytes = 0;
  /** Frames that were not sent, for the viewer had not taken those before. */
  skippedFrames = 0;
  messages = 0;
  readonly problems = new Map<ErrorCode, number>();

  problem(code: ErrorCode): void {
    this.problems.set(code, (this.problems.get(code) ?? 0) + 1);
  }
}
