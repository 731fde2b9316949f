import { describe, expect, it } from 'vitest';
import { planOverview } from '../../../client/wall/overview-plan.js';
import type { TimelineInfo } from '../../../protocol/timeline-info.js';
import { timelineInfo } from '../../support/feed-server.js';

/** A timeline of twenty years. */
const plan = (changes: Partial<TimelineInfo>) =>
  planOverview(timelineInfo({ clock: { ...timelineInfo().clock, time: Date.UTC(1990, 0, 1) }, ...changes }));

describe('planOverview', () => {
  it('shows value, tonnage, the rate now and the balance of a stream of full records', () => {
    expect(plan({})).toEqual({
      bucket: '1d',
      last: 365,
      mainMeasure: 'value',
      measures: ['value', 'tonnage'],
      hasFlow: true,
      kpis: ['value', 'tonnage', 'now', 'balance'],
      charts: ['value', 'tonnage'],
      ranking: 'partner',
    });
  });

  it('shows the flows of tonnage where there is no value, and ranks ports where there is no partner', () => {
    const ports = plan({ measures: ['tonnage', 'records'], dimensions: ['flow', 'port'], frequency: 'day' });
    expect(ports.kpis).toEqual(['tonnage', 'exports', 'imports', 'latest']);
    expect(ports.charts).toEqual(['tonnage']);
    expect(ports.ranking).toBe('port');
  });

  it('shows months of monthly value without weights', () => {
    const monthly = plan({
      measures: ['value', 'records'],
      frequency: 'month',
      dimensions: ['flow', 'commodity'],
    });
    expect(monthly).toMatchObject({ bucket: '1mo', last: 36, charts: ['value'], ranking: 'commodity:2' });
    expect(monthly.kpis).toEqual(['value', 'latest', 'balance']);
  });

  it('counts records where they report neither value nor weight', () => {
    const counted = plan({ measures: ['records'], dimensions: [], frequency: 'year' });
    expect(counted).toMatchObject({ bucket: '1y', charts: ['records'], kpis: ['latest'], ranking: null });
  });
  it('draws a third of the window while the timeline is no longer, and two thirds after that', () => {
    const lastAt = (time: number) => plan({ clock: { ...timelineInfo().clock, time } }).last;
    expect([1, 121, 122, 243, 244, 364].map((day) => lastAt(day * 86_400_000))).toEqual([
      122, 122, 244, 244, 365, 365,
    ]);
  });
});
