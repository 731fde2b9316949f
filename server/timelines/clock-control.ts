import type { ControlMessage } from '../../protocol/client-messages.js';
import { ProblemError } from '../../protocol/errors.js';
import type { TimelineInfo } from '../../protocol/timeline-info.js';
import type { TimelineClock } from './timeline-clock.js';

/** From one second per second to ten years per second: slower is a pause, faster shows nothing any more. */
export const SPEED_LIMITS = { min: 1, max: 10 * 365.25 * 86_400 } as const;

/**
 * Carries out a viewer's command on a clock.
 * @returns what was done otherwise than asked, such as a seek that was clamped to the span
 * @throws ProblemError `bad-control` naming the field, the value and what is allowed
 */
export function controlClock(
  clock: TimelineClock,
  message: ControlMessage,
  span: Pick<TimelineInfo, 'from' | 'to'>,
  now: number,
): string | undefined {
  const { command, speed } = message;
  if (speed !== undefined) checkSpeed(speed);
  const time = command === 'seek' ? instantOf(message.time) : undefined;
  if (command === 'speed' && speed === undefined)
    refuse('speed', 'missing; expected event seconds per second');
  if (command === 'loop' && message.loop === undefined) refuse('loop', 'missing; expected true or false');

  if (speed !== undefined) clock.setSpeed(now, speed);
  if (message.loop !== undefined) clock.setLoop(now, message.loop);
  if (command === 'play') clock.play(now);
  if (command === 'pause') clock.pause(now);
  if (time === undefined) return undefined;
  const reached = clock.seek(now, time);
  if (reached === time) return undefined;
  return `time: ${iso(time)} is outside the span ${iso(span.from)} to ${iso(span.to ?? time)}; went to ${iso(reached)}`;
}

/** @throws ProblemError `bad-control` where the speed is not one a clock can run at. */
export function checkSpeed(speed: number): void {
  if (speed >= SPEED_LIMITS.min && speed <= SPEED_LIMITS.max) return;
  refuse(
    'speed',
    `expected ${SPEED_LIMITS.min} to ${SPEED_LIMITS.max} event seconds per second, got ${speed}`,
  );
}

/** @throws ProblemError `bad-control` where `time` is not an ISO 8601 date or instant, nor epoch ms. */
export function instantOf(time: string | number | undefined): number {
  if (time === undefined) refuse('time', 'missing; expected an ISO 8601 date or instant, or epoch ms');
  const instant = typeof time === 'number' ? time : /^\d{4}/.test(time) ? Date.parse(time) : NaN;
  // 8.64e15 ms is the last instant that a Date can hold.
  if (Math.abs(instant) <= 8.64e15) return instant;
  refuse('time', `expected an ISO 8601 date or instant, or epoch ms, got ${JSON.stringify(time)}`);
}

function refuse(field: string, expectation: string): never {
  throw new ProblemError({ code: 'bad-control', field, message: `${field}: ${expectation}` });
}

function iso(instant: number): string {
  return Math.abs(instant) <= 8.64e15 ? new Date(instant).toISOString() : String(instant);
}
