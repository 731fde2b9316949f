import { describe, expect, it } from 'vitest';
import { feedState } from '../../../client/feed/feed-state.js';
import { timelineInfo } from '../../support/feed-server.js';

const clock = timelineInfo().clock;

describe('the state of a feed', () => {
  it('is that of the connection while it is not live, whatever the clock last said', () => {
    const ended = timelineInfo({ clock: { ...clock, state: 'ended' } });
    for (const state of ['connecting', 'stale', 'offline'] as const)
      expect(feedState(state, ended)).toBe(state);
  });

  it('tells a replay from what is live, and what runs from what stands', () => {
    expect(feedState('live', timelineInfo())).toBe('live');
    expect(feedState('live', timelineInfo({ kind: 'replay' }))).toBe('replaying');
    expect(feedState('live', timelineInfo({ clock: { ...clock, state: 'paused' } }))).toBe('paused');
    expect(feedState('live', timelineInfo({ kind: 'replay', clock: { ...clock, state: 'ended' } }))).toBe(
      'ended',
    );
  });
});
