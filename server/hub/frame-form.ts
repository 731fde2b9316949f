import type { Buffer } from 'node:buffer';
import type { ControlNotice, ViewUpdate } from '../../protocol/server-messages.js';
import type { TimelineInfo } from '../../protocol/timeline-info.js';
import type { Timeline, ViewHandle } from '../timelines/timeline.js';

/** The form in which a viewer takes its frames. */
export type FeedForm = 'json' | 'binary';

/** One view in a frame: the viewer's own name for it, and the tick up to which the viewer has it. */
export interface FrameView {
  readonly id: string;
  readonly timeline: Timeline;
  readonly view: ViewHandle;
  readonly from: number;
  /** Whether no frame on this connection has had it. */
  readonly isNew: boolean;
  /** Why this view starts afresh, where that is not for the view itself to know. */
  readonly reason: NonNullable<ViewUpdate['reason']> | undefined;
}

/** What a frame tells besides its number. */
export interface FrameContent {
  /** Timelines whose clocks it has. */
  readonly watched: readonly Timeline[];
  /** In the order of their ids. */
  readonly views: readonly FrameView[];
  /** Those that have become other ones since. */
  readonly timelines: readonly TimelineInfo[];
  /** Commands given since the frame that the viewer has. */
  readonly notices: readonly ControlNotice[];
  /** Whether the views are others than those of the frame before. */
  readonly hasOtherViews: boolean;
}

/** Two numbers of ticks: the one that a frame brings a viewer to, and the one it leaves from. */
export interface FrameSpan {
  readonly seq: number;
  readonly from: number;
}

/** A way to write frames. */
export interface FrameForm {
  /** Starts another tick. */
  begin(): void;
  /** @returns bytes that are good until the next; undefined where no view has changed and nobody gave a command, unless `always` */
  encode(span: FrameSpan, content: FrameContent, always: boolean): Buffer | undefined;
}
