import { describe, expect, it } from 'vitest';
import { fittingPages, pagesInTurn } from '../../../client/wall/fitting-pages.js';
import { PAGE_NAMES, type PageName } from '../../../client/wall/page-names.js';
import { readWallConfig } from '../../../client/wall/wall-config.js';
import { roomOn } from '../../../client/wall/screen-room.js';
import type { TimelineInfo } from '../../../protocol/timeline-info.js';
import { timelineInfo } from '../../support/feed-server.js';

const DAY = Date.UTC(2026, 10, 23);
const CLOCK = { time: DAY, watermark: DAY, speed: 1, state: 'playing', loop: false } as const;

const SCREEN = { width: 1920, height: 1080 };
const AROUND = { titleEm: 10, hasAlerts: false };

function fitting(
  query: string,
  timeline: Partial<TimelineInfo>,
  isWorth = true,
  scale = 1,
): readonly PageName[] {
  const room = roomOn(SCREEN, scale, AROUND);
  const { config } = readWallConfig(new URLSearchParams(query), 'en');
  const info = timelineInfo({ clock: CLOCK, ...timeline });
  return fittingPages(config, info, room, () => isWorth);
}

describe('fittingPages', () => {
  it('leaves out what the records do not tell apart', () => {
    const pages = fitting('pages=all', { dimensions: ['flow', 'partner', 'mode'] });
    expect(pages).toContain('partners');
    expect(pages).toContain('modes');
    expect(pages).not.toContain('ports');
    expect(pages).not.toContain('commodities');
  });

  it('leaves out what hardly any record says', () => {
    expect(fitting('pages=overview,partners', {}, false)).toEqual(['overview']);
  });

  it('leaves the plan out where there is nothing to measure the year by', () => {
    expect(fitting('pages=plan,overview', { kind: 'replay' })).toEqual(['overview']);
    expect(fitting('pages=plan&baseline-tonnage=5e9', { kind: 'replay' })).toEqual(['plan']);
  });

  it('leaves the replay out of a clock that nobody can move', () => {
    expect(fitting('pages=replay', { controllable: false })).toEqual(['overview']);
    expect(fitting('pages=replay', { controllable: true })).toEqual(['replay']);
    expect(fitting('pages=replay', { controllable: false, kind: 'replay' })).toEqual(['replay']);
  });

  it('leaves out what is too wide in the type asked for', () => {
    const pages = 'pages=partners,modes,plan,overview';
    const timeline: Partial<TimelineInfo> = { dimensions: ['flow', 'partner', 'mode'] };
    expect(fitting(pages, timeline, true, 2)).toContain('modes');
    expect(fitting(pages, timeline, true, 4)).toEqual(['overview']);
  });

  it('leaves a turn to what is left out for its figures alone, which may be those of this screen', () => {
    const { config } = readWallConfig(new URLSearchParams('pages=ports,partners,overview'), 'en');
    const info = timelineInfo({ clock: CLOCK, dimensions: ['flow', 'partner'] });
    expect(pagesInTurn(config, info)).toEqual(['partners', 'overview']);
    expect(fittingPages(config, info, roomOn(SCREEN, 1, AROUND), () => false)).toEqual(['overview']);
  });

  it('keeps the order asked for, and always has a page', () => {
    expect(fitting('pages=ports,overview', { dimensions: ['flow', 'port'] })).toEqual(['ports', 'overview']);
    expect(fitting('pages=ports', { dimensions: ['flow'] })).toEqual(['overview']);
    expect(PAGE_NAMES[0]).toBe('overview');
  });
});
