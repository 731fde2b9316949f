import { describe, expect, it } from 'vitest';
import type { Cell } from '../../../protocol/server-messages.js';
import { parseView, type ViewRequest } from '../../../protocol/view.js';
import { createSimulatedSource } from '../../../server/timelines/simulated/simulated-source.js';
import { Timeline } from '../../../server/timelines/timeline.js';
import { TimelineClock } from '../../../server/timelines/timeline-clock.js';
import { sortRows } from '../../support/naive-view.js';
import { createRandom } from '../../support/random.js';

const START = Date.parse('2026-02-27T22:10:05.500+08:00');
const source = createSimulatedSource(42);

function timelineAt(start: number, speed = 1) {
  const state = { now: start };
  const clock = new TimelineClock({ from: 0, to: null, start, speed, loop: false }, start);
  return { timeline: new Timeline(source, clock, () => state.now), state };
}

const view = (request: Omit<ViewRequest, 'timeline'>) => parseView({ timeline: 'simulated', ...request });

async function snapshot(request: Omit<ViewRequest, 'timeline'>, at: string | number): Promise<Cell[][]> {
  const { timeline } = timelineAt(START);
  const { rows } = await timeline.query(view(request), typeof at === 'number' ? at : Date.parse(at));
  return sortRows(rows);
}

describe('the simulated timeline', () => {
  it('shows the same cells whether it was played there in random steps or asked at once', async () => {
    const random = createRandom(31);
    console.log(`seed ${random.seed}`);
    const views = [
      { measures: ['value', 'tonnage', 'records'], by: ['flow'], bucket: '1d', last: 5 },
      { measures: ['value', 'records'], by: ['partner'], bucket: '1h', last: 30 },
      { measures: ['value', 'valueYearOnYear'], by: ['mode'], bucket: '1y', last: 1 },
      { measures: ['tonnage'], by: ['flow'], where: { commodity: ['26'] }, bucket: '10m', last: 20 },
      { measures: ['balance', 'coverage'], bucket: '1mo', last: 2 },
      { measures: ['records'], bucket: '1s', last: 60 },
    ].map((request) => view(request as Omit<ViewRequest, 'timeline'>));
    const { timeline, state } = timelineAt(START, 3_600);
    const held = await Promise.all(
      views.map(async (asked) => ({
        asked,
        handle: await timeline.open(asked),
        rows: new Map<string, Cell[]>(),
      })),
    );
    for (let seq = 2; seq < 40; seq++) {
      state.now += random.whole(1, 3_000);
      timeline.tick(seq);
      for (const { handle, rows, asked } of held) {
        const update = handle.changesSince(rows.size === 0 ? 0 : seq - 1);
        if (update?.kind === 'snapshot') rows.clear();
        for (const row of update?.rows ?? [])
          rows.set(JSON.stringify(row.slice(0, 1 + asked.by.length)), row);
        const from = update?.window.from ?? -Infinity;
        for (const [key, row] of rows) if ((row[0] as number) < from) rows.delete(key);
      }
    }
    for (const { asked, rows } of held) {
      const atOnce = await timeline.query(asked);
      expect(sortRows(rows.values()), JSON.stringify(asked)).toEqual(sortRows(atOnce.rows));
    }
  });

  it('gives for a wide bucket what the narrow ones in it add up to', async () => {
    const at = '2026-03-02T00:00:00+08:00';
    const sum = (rows: Cell[][]): number =>
      rows.reduce((total, row) => total + Math.round(100 * (row.at(-1) as number)), 0);
    const where = { partner: ['JPN'], flow: ['import'] };
    const [days, hours, minutes] = await Promise.all([
      snapshot({ measures: ['value'], where, bucket: '1d', last: 1 }, at),
      snapshot({ measures: ['value'], where, bucket: '1h', last: 24 }, at),
      snapshot({ measures: ['value'], where, bucket: '10m', last: 144 }, at),
    ]);
    expect(sum(hours)).toBe(sum(days));
    expect(sum(minutes)).toBe(sum(days));
  });

  it('compares an open year with the same part of the year before', async () => {
    const request = { measures: ['value', 'valueYearOnYear'], bucket: '1y', last: 1 } as const;
    const [now] = await snapshot(
      { ...request, measures: [...request.measures] },
      '2026-06-15T10:30:00+08:00',
    );
    const [before] = await snapshot({ ...request, measures: ['value'] }, '2025-06-15T10:30:00+08:00');
    expect(now![2]).toBeCloseTo((now![1] as number) / (before![1] as number) - 1, 12);
  });

  it('has no year on year for 29 February, and compares the month around it', async () => {
    const at = '2024-03-01T00:00:00+08:00';
    const days = await snapshot({ measures: ['value', 'valueYearOnYear'], bucket: '1d', last: 3 }, at);
    const leapDay = days.find(([start]) => start === Date.parse('2024-02-29T00:00:00+08:00'));
    expect(leapDay![2]).toBeNull();
    const months = await snapshot({ measures: ['valueYearOnYear'], bucket: '1mo', last: 2 }, at);
    expect(months[0]![1]).toBeTypeOf('number');
  });

  it('keeps the parts of a ranked view adding up to the whole', async () => {
    const at = '2026-03-02T00:00:00+08:00';
    const fen = (rows: Cell[][]): number =>
      rows.reduce((total, row) => total + Math.round(100 * (row.at(-1) as number)), 0);
    const whole = await snapshot({ measures: ['value'], bucket: '1mo', last: 2 }, at);
    const parts = await snapshot(
      { measures: ['value'], by: ['partner'], bucket: '1mo', last: 2, top: 5 },
      at,
    );
    expect(fen(parts)).toBe(fen(whole));
    expect(parts.filter(([, partner]) => partner === 'other')).toHaveLength(whole.length);
  });
});
