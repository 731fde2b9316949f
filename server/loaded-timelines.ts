import type { Registry } from 'prom-client';
import type { RejectionCode } from '../protocol/record.js';
import type { FileNames } from './http/dictionary-routes.js';
import type { SentRecords } from './recording/sent-records.js';
import type { LiveStream } from './scale-out/live-stream.js';
import type { RecordTaker } from './records/record-taker.js';
import type { Timeline } from './timelines/timeline.js';

/** What is served, and what keeps it as it is to be. */
export interface LoadedTimelines {
  readonly timelines: ReadonlyMap<string, Timeline>;
  readonly fileNames: FileNames;
  /** Where records that are sent go; undefined: none are taken. */
  readonly intake?: Intake;
  /** Where the records are that were sent. */
  readonly sent?: SentRecords;
  /** Stream that records come from, besides what is sent here. */
  readonly stream?: LiveStream;
  close(): Promise<void>;
  /** To be called before each tick. */
  beforeTick(): void;
  /** Looks whether files have changed, and serves what they are now. */
  lookAtFiles(viewers: TimelineViewers): Promise<void>;
}

/** What takes records, and counts what comes of them. */
export interface Intake {
  readonly taker: RecordTaker;
  /** Begins to count; returns what is to be told of each rejection. */
  measure(registry: Registry): (code: RejectionCode) => void;
}

/** Those who watch timelines, and are to be told where one is not what it was. */
export interface TimelineViewers {
  endSessions(of: string, reason: string): void;
  endTimeline(name: string, reason: string): void;
  /** Tells which timelines there are now. */
  greetAll(): void;
}
