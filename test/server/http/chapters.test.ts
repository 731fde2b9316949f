import { describe, expect, it } from 'vitest';
import type { Chapter } from '../../../protocol/chapters.js';
import { createCalendar } from '../../../server/calendar/calendar.js';
import { createTestApp } from '../../support/test-app.js';
import { createJournalSource } from '../../support/journal-source.js';

const NOW = Date.UTC(2026, 10, 23);
const DAY = 86_400_000;

function chapter(id: string, from: number): Chapter {
  return {
    id,
    kind: 'event',
    title: id,
    titles: {},
    from,
    to: from + DAY,
    utcOffset: '+00:00',
    source: null,
    expected: false,
  };
}

describe('GET /api/chapters', () => {
  const calendar = createCalendar([chapter('b', NOW), chapter('a', 0), chapter('before', -2 * DAY)]);
  const { app } = createTestApp(createJournalSource('live'), NOW, { calendar });
  const get = async (query: string): Promise<unknown> => (await app.request(`/api/chapters${query}`)).json();

  it('lists what falls in the span of a timeline, in order', async () => {
    expect(await get('?timeline=live')).toMatchObject({ chapters: [{ id: 'a' }, { id: 'b' }] });
    expect(await get('')).toMatchObject({ chapters: [{ id: 'before' }, { id: 'a' }, { id: 'b' }] });
  });

  it('lists what shares any time with the one asked for', async () => {
    expect(await get('?from=2026-01-01')).toMatchObject({ chapters: [{ id: 'b' }] });
    expect(await get(`?timeline=live&from=1970-01-01T12:00:00Z&to=${NOW}`)).toMatchObject({
      chapters: [{ id: 'a' }],
    });
  });

  it.each([
    ['?timeline=nil', 'unknown-timeline', 'timeline: expected one of live'],
    ['?from=soon', 'bad-request', 'from: expected an ISO 8601 date or instant, or epoch ms, got "soon"'],
    ['?colour=red', 'bad-request', 'colour: unknown parameter; allowed are timeline, from, to'],
  ])('refuses %s with what is allowed', async (query, code, message) => {
    expect(await get(query)).toMatchObject({ code, message: expect.stringContaining(message) as string });
  });
});
