import type { Bucket } from '../../protocol/buckets.js';
import type { TimelineInfo } from '../../protocol/timeline-info.js';
import type { ControlCommand } from '../feed/feed-connection.js';
import { nextSpeed } from './transport-speeds.js';

/** Seconds of watching that the arrows and j, l jump over, as in video players. */
const SHORT_JUMP_S = 5;
const LONG_JUMP_S = 10;

/** What a key is understood by. */
export interface KeyContext {
  readonly timeline: TimelineInfo;
  /** Epoch ms. */
  readonly playhead: number;
  /** What `,` and `.` step by. */
  readonly bucket: Bucket;
}

type KeyMeaning = (context: KeyContext) => ControlCommand;

const KEYS: Readonly<Record<string, KeyMeaning>> = {
  ' ': toggle,
  k: toggle,
  j: (context) => jump(context, -LONG_JUMP_S),
  l: (context) => jump(context, LONG_JUMP_S),
  ArrowLeft: (context) => jump(context, -SHORT_JUMP_S),
  ArrowRight: (context) => jump(context, SHORT_JUMP_S),
  ',': ({ bucket }) => ({ command: 'step', bucket, count: -1 }),
  '.': ({ bucket }) => ({ command: 'step', bucket, count: 1 }),
  '<': ({ timeline }) => ({ command: 'speed', speed: nextSpeed(timeline.clock.speed, -1) }),
  '>': ({ timeline }) => ({ command: 'speed', speed: nextSpeed(timeline.clock.speed, 1) }),
  Home: () => ({ command: 'seek', fraction: 0 }),
  End: () => ({ command: 'seek', fraction: 1 }),
};

/** The command that a key means, as video players have it; null where it means nothing. */
export function commandOfKey(key: string, context: KeyContext): ControlCommand | null {
  if (/^\d$/.test(key)) return { command: 'seek', fraction: Number(key) / 10 };
  const name = key.length === 1 ? key.toLowerCase() : key;
  return Object.hasOwn(KEYS, name) ? KEYS[name]!(context) : null;
}

/** Pauses what plays, plays what rests; what has ended plays from the start. */
export function toggle({ timeline }: Pick<KeyContext, 'timeline'>): ControlCommand {
  return { command: timeline.clock.state === 'playing' ? 'pause' : 'play' };
}

/** Within the span, so that the server has nothing to correct. */
function jump({ timeline, playhead }: KeyContext, seconds: number): ControlCommand {
  const { clock, from, to } = timeline;
  const time = playhead + seconds * clock.speed * 1_000;
  return { command: 'seek', time: Math.round(Math.max(from, Math.min(time, to ?? time))) };
}
