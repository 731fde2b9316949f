import type { TimelineInfo } from '../../protocol/timeline-info.js';
import type { ConnectionState } from './lasting-socket.js';

/** What a viewer has to know of the figures: the connection's state and, while it is live, that of the clock. */
export type FeedState = ConnectionState | 'replaying' | 'paused' | 'ended';

/** A lost connection outweighs whatever the clock last said. */
export function feedState(connection: ConnectionState, timeline: TimelineInfo | null): FeedState {
  if (connection !== 'live' || timeline === null) return connection;
  if (timeline.clock.state !== 'playing') return timeline.clock.state;
  return timeline.kind === 'replay' ? 'replaying' : 'live';
}

/** Whether figures are as new as they can be: nothing on screen may look live otherwise. */
export function isCurrent(state: FeedState): boolean {
  return state !== 'connecting' && state !== 'stale' && state !== 'offline';
}
