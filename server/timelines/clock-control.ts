import { shiftBucket } from '../../protocol/buckets.js';
import type { ControlMessage } from '../../protocol/client-messages.js';
import { ProblemError } from '../../protocol/errors.js';
import { LIMITS } from '../../protocol/limits.js';
import { SPEED_EXPECTED, SPEED_LIMITS } from '../../protocol/speed-limits.js';
import type { TimelineInfo } from '../../protocol/timeline-info.js';
import type { TimelineClock } from './timeline-clock.js';

/** What a command is understood by. */
export interface ControlContext extends Pick<TimelineInfo, 'from' | 'to'> {
  readonly utcOffsetMs: number;
  /** Instant at which a chapter begins; undefined where there is none of the id. */
  chapterStart(id: string): number | undefined;
}

/** The part of a `control` message that moves the clock. */
export type ClockCommand = Omit<ControlMessage, 'type' | 'request' | 'timeline' | 'by' | 'key'>;

/** Fields that only one command has. */
const FIELDS_OF = {
  time: 'seek',
  fraction: 'seek',
  chapter: 'seek',
  bucket: 'step',
  count: 'step',
  from: 'loop',
  to: 'loop',
} as const;

/**
 * Carries out a viewer's command on a clock: all of it, or where anything is wrong with it, nothing.
 * @returns what was done otherwise than asked, such as a seek that was clamped to the span
 * @throws ProblemError `bad-control` naming the field, the value and what is allowed
 */
export function controlClock(
  clock: TimelineClock,
  message: ClockCommand,
  context: ControlContext,
  now: number,
): string | undefined {
  const { command, speed } = message;
  refuseStrayFields(message);
  if (speed !== undefined) checkSpeed(speed);
  if (command === 'speed' && speed === undefined)
    refuse('speed', 'missing; expected event seconds per second');
  const target = targetOf(message, clock.read(now).time, context);
  const range = command === 'loop' ? rangeOf(message, context) : undefined;

  if (speed !== undefined) clock.setSpeed(now, speed);
  if (message.loop !== undefined) clock.setLoop(now, message.loop, range?.range);
  if (command === 'play') clock.play(now);
  if (command === 'pause' || command === 'step') clock.pause(now);
  if (target === undefined) return range?.note;
  return clampNote(target.field, target.time, clock.seek(now, target.time), context);
}

function refuseStrayFields(message: ClockCommand): void {
  for (const [field, command] of Object.entries(FIELDS_OF)) {
    if (message[field as keyof typeof FIELDS_OF] !== undefined && message.command !== command)
      refuse(field, `goes with ${command} only, got it with ${message.command}`);
  }
}

/** Where a seek or a step leads, and the field that says so. */
function targetOf(
  message: ClockCommand,
  playhead: number,
  context: ControlContext,
): { field: string; time: number } | undefined {
  if (message.command === 'step') return { field: 'count', time: stepFrom(playhead, message, context) };
  if (message.command !== 'seek') return undefined;
  const { time, fraction, chapter } = message;
  const given = [time, fraction, chapter].filter((field) => field !== undefined);
  if (given.length !== 1)
    refuse('time', `expected one of time, fraction and chapter, got ${given.length || 'none'}`);
  if (time !== undefined) return { field: 'time', time: instantOf(time) };
  if (chapter !== undefined) return { field: 'chapter', time: chapterStart(chapter, context) };
  return { field: 'fraction', time: fractionOf(fraction!, playhead, context) };
}

function chapterStart(id: string, context: ControlContext): number {
  return (
    context.chapterStart(id) ??
    refuse('chapter', `expected the id of a chapter, as /api/chapters lists them, got ${JSON.stringify(id)}`)
  );
}

/** An endless timeline is measured to where it is now. */
function fractionOf(fraction: number, playhead: number, { from, to }: ControlContext): number {
  if (!Number.isFinite(fraction)) refuse('fraction', `expected 0 to 1, got ${fraction}`);
  return Math.round(from + fraction * ((to ?? playhead) - from));
}

/** The `count`-th boundary of the bucket after the playhead, or before it. */
function stepFrom(playhead: number, { bucket, count = 1 }: ClockCommand, context: ControlContext): number {
  if (bucket === undefined || bucket === 'all')
    refuse('bucket', `expected 1s to 1y to step by, got ${bucket ?? 'none'}`);
  const most = LIMITS.bucketsPerView;
  if (count === 0 || Math.abs(count) > most)
    refuse('count', `expected 1 to ${most} or -1 to -${most}, got ${count}`);
  const { utcOffsetMs } = context;
  const isOnBoundary = shiftBucket(bucket, playhead, 0, utcOffsetMs) === playhead;
  return shiftBucket(bucket, playhead, count < 0 && !isOnBoundary ? count + 1 : count, utcOffsetMs);
}

/** The part of the span to loop over, none where all of it; what lies outside the span is cut off, with a note. */
function rangeOf(
  message: ClockCommand,
  span: ControlContext,
): { range?: { from: number; to: number }; note?: string } {
  const { loop, from, to } = message;
  if (loop === undefined) refuse('loop', 'missing; expected true or false');
  if (from === undefined && to === undefined) return {};
  if (!loop) refuse('from', 'goes with loop true only, got it with false');
  if (from === undefined || to === undefined)
    refuse(from === undefined ? 'from' : 'to', 'missing; a range has from and to');
  const asked = { from: instantOf(from, 'from'), to: instantOf(to, 'to') };
  if (asked.from >= asked.to)
    refuse('to', `expected an instant after from ${iso(asked.from)}, got ${iso(asked.to)}`);
  const range = { from: Math.max(asked.from, span.from), to: Math.min(asked.to, span.to ?? asked.to) };
  if (range.from >= range.to)
    refuse('from', `${iso(asked.from)} to ${iso(asked.to)} is outside the span ${spanText(span)}`);
  const notes = (['from', 'to'] as const).map((field) => clampNote(field, asked[field], range[field], span));
  const note = notes.filter((text) => text !== undefined).join('; ');
  return note === '' ? { range } : { range, note };
}

function clampNote(field: string, asked: number, reached: number, span: ControlContext): string | undefined {
  if (reached === asked) return undefined;
  return `${field}: ${iso(asked)} is outside the span ${spanText(span)}; went to ${iso(reached)}`;
}

/** @throws ProblemError `bad-control` where the speed is not one a clock can run at. */
export function checkSpeed(speed: number): void {
  if (speed >= SPEED_LIMITS.min && speed <= SPEED_LIMITS.max) return;
  refuse('speed', `expected ${SPEED_EXPECTED}, got ${speed}`);
}

/** @throws ProblemError `bad-control` where `time` is not an ISO 8601 date or instant, nor epoch ms. */
export function instantOf(time: string | number | undefined, field = 'time'): number {
  if (time === undefined) refuse(field, 'missing; expected an ISO 8601 date or instant, or epoch ms');
  const instant = typeof time === 'number' ? time : /^\d{4}/.test(time) ? Date.parse(time) : NaN;
  // 8.64e15 ms is the last instant that a Date can hold.
  if (Math.abs(instant) <= 8.64e15) return instant;
  refuse(field, `expected an ISO 8601 date or instant, or epoch ms, got ${JSON.stringify(time)}`);
}

function refuse(field: string, expectation: string): never {
  throw new ProblemError({ code: 'bad-control', field, message: `${field}: ${expectation}` });
}

function spanText({ from, to }: ControlContext): string {
  return `${iso(from)} to ${to === null ? 'now' : iso(to)}`;
}

function iso(instant: number): string {
  return Math.abs(instant) <= 8.64e15 ? new Date(instant).toISOString() : String(instant);
}
