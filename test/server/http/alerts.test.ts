import { describe, expect, it } from 'vitest';
import { ALERT_DEFAULTS } from '../../../server/alerts/alert-settings.js';
import { createJournalSource } from '../../support/journal-source.js';
import { createTestApp } from '../../support/test-app.js';

const NOW = Date.UTC(2026, 10, 23);

describe('GET /api/alerts', () => {
  const get = async (query: string, dimensions = ALERT_DEFAULTS.dimensions): Promise<unknown> => {
    const alerts = { ...ALERT_DEFAULTS, dimensions };
    const { app } = createTestApp(createJournalSource('live'), NOW, { alerts });
    return (await app.request(`/api/alerts${query}`)).json();
  };

  it('says what is watched and by which thresholds, and why nothing can be judged', async () => {
    expect(await get('?timeline=live')).toMatchObject({
      timeline: 'live',
      kind: 'live',
      currency: 'CNY',
      measure: 'value',
      unit: 'CNY',
      bucket: '1d',
      obstacle: 'short-history',
      threshold: { change: 0.2, falseAlarms: 1, z: null },
      alerts: [],
    });
    expect(await get('', [])).toMatchObject({ obstacle: 'off', alerts: [] });
  });

  it('is as of the instant asked for', async () => {
    expect(await get('?at=2026-11-20T15:00:00Z')).toMatchObject({
      at: Date.parse('2026-11-20T00:00:00+08:00'),
      next: Date.parse('2026-11-21T00:00:00+08:00'),
    });
  });

  it.each([
    ['?timeline=nil', 'unknown-timeline', 'timeline: expected one of live'],
    ['?at=soon', 'bad-request', 'at: expected an ISO 8601 date or instant, or epoch ms, got "soon"'],
    ['?colour=red', 'bad-request', 'colour: unknown parameter; allowed are timeline, at'],
  ])('refuses %s with what is allowed', async (query, code, message) => {
    expect(await get(query)).toMatchObject({ code, message: expect.stringContaining(message) as string });
  });
});
