import { describe, expect, it } from 'vitest';
import { suitableBaseline } from '../../../client/wall/suitable-baseline.js';
import { readWallConfig } from '../../../client/wall/wall-config.js';
import type { TimelineInfo } from '../../../protocol/timeline-info.js';
import { timelineInfo } from '../../support/feed-server.js';

function suitable(changes: Partial<TimelineInfo>, query = '') {
  const { config } = readWallConfig(new URLSearchParams(query), 'en');
  return suitableBaseline(config, timelineInfo(changes));
}

describe('suitableBaseline', () => {
  it("measures a timeline in the baseline's currency by all that both have", () => {
    expect(suitable({})).toEqual({ name: '2021–2025', value: 42.3e12, tonnage: 5.2e9 });
    expect(suitable({ measures: ['value', 'records'] })).toMatchObject({ value: 42.3e12, tonnage: null });
  });

  it("does not measure another country's trade by China's", () => {
    expect(suitable({ currency: 'USD' })).toBeNull();
    expect(suitable({ currency: null, measures: ['tonnage'] })).toBeNull();
  });

  it('does not measure a file, which may hold only some goods, but by what the address gives', () => {
    expect(suitable({ kind: 'replay' })).toBeNull();
    expect(suitable({ kind: 'replay' }, 'baseline-value=1e12')).toMatchObject({ value: 1e12, tonnage: null });
  });

  it('does not measure some of the trade by all of it, but by what the address gives', () => {
    expect(suitable({}, 'partner=USA')).toBeNull();
    expect(suitable({}, 'flow=export&baseline-value=20e12')).toMatchObject({ value: 20e12, tonnage: null });
    // What there is no such filter for is all of it still.
    expect(suitable({}, 'port=CNSHA')).not.toBeNull();
  });

  it('takes a tonnage that the address gives for whatever is shown', () => {
    const given = suitable({ currency: null, measures: ['tonnage'] }, 'baseline-tonnage=5e6');
    expect(given).toEqual({ name: '2021–2025', value: null, tonnage: 5e6 });
  });

  it('does not measure a year that begins before the timeline does', () => {
    const day = 86_400_000;
    expect(suitable({ from: 10 * day, clock: { ...timelineInfo().clock, time: 20 * day } })).toBeNull();
    expect(suitable({ from: 10 * day, clock: { ...timelineInfo().clock, time: 400 * day } })).not.toBeNull();
  });
});
