import type { TimelineInfo } from '../../protocol/timeline-info.js';
import { wallMessage } from '../locales/wall-message.js';
import { unmetFilters } from './fitting-filters.js';
import { hasRoomFor } from './fitting-pages.js';
import type { ShownTimeline } from './page-context.js';
import { PAGE_NAMES } from './page-names.js';
import type { ScreenRoom } from './screen-room.js';
import type { SettingProblem } from './setting-problem.js';
import { FIGURE_ARC_MIN, type TypeSize } from './type-scale.js';
import type { WallConfig } from './wall-config.js';

/** What settings meet: the timelines of the feed, what they tell apart, and what has room on the screen. */
export interface MetBySettings {
  readonly timelines: ReadonlyMap<string, TimelineInfo>;
  /** Null until the feed has named its timelines. */
  readonly shown: ShownTimeline | null;
  readonly room: ScreenRoom;
  readonly type: TypeSize;
}

/** Settings that are well formed but can't be had: a timeline, type of a size, pages. */
export function unmetSettings(
  config: WallConfig,
  { timelines, shown, room, type }: MetBySettings,
): SettingProblem[] {
  return [
    ...timelineProblem(config, timelines),
    ...filterProblems(config, shown),
    ...typeProblem(config, type),
    ...pageProblems(config, shown, room),
  ];
}

/** What a timeline does not tell apart can't be filtered by. */
function filterProblems({ where, lang }: WallConfig, shown: ShownTimeline | null): SettingProblem[] {
  if (shown === null) return [];
  const { name: timeline, dimensions } = shown.info;
  const known = dimensions.join(', ');
  return unmetFilters(where, shown.info).map((key) => ({
    key,
    text: wallMessage(lang, 'wall.filterLeftOut', { key, codes: where[key]!.join(), timeline, known }),
  }));
}

/** Pages that somebody named one by one, and will miss; `all` takes what there is. */
function pageProblems(
  { pages, viewing, lang }: WallConfig,
  shown: ShownTimeline | null,
  room: ScreenRoom,
): SettingProblem[] {
  if (shown === null || pages === PAGE_NAMES) return [];
  const missing = pages.filter((page) => !shown.pages.includes(page));
  return missing.map((page) => ({
    key: 'pages',
    text: hasRoomFor(page, room)
      ? wallMessage(lang, 'wall.pageLeftOut', { page, timeline: shown.info.name })
      : wallMessage(lang, 'wall.pageTooLarge', { page, distance: viewing?.distanceM ?? 0 }),
  }));
}

/** Type can't be larger than its screen. */
function typeProblem({ viewing, lang }: WallConfig, { figureArcMin }: TypeSize): SettingProblem[] {
  if (viewing === null || figureArcMin === null || Math.round(figureArcMin) >= FIGURE_ARC_MIN) return [];
  const { distanceM: distance, diagonalIn: diagonal } = viewing;
  const figures = Math.floor(figureArcMin);
  return [{ key: 'distance', text: wallMessage(lang, 'wall.typeTooSmall', { distance, diagonal, figures }) }];
}

function timelineProblem(
  { timeline, lang }: WallConfig,
  timelines: MetBySettings['timelines'],
): SettingProblem[] {
  if (timeline === null || timelines.size === 0 || timelines.has(timeline)) return [];
  const known = [...timelines.keys()].join(', ');
  return [{ key: 'timeline', text: wallMessage(lang, 'wall.unknownTimeline', { name: timeline, known }) }];
}
