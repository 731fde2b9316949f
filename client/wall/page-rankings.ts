import type { TimelineInfo } from '../../protocol/timeline-info.js';
import type { SumMeasure, WallRanking } from './overview-plan.js';
import type { PageName } from './page-names.js';

/** Rows that fill the height of a screen and can be read from four metres. */
const ROWS = 12;

/** Tiles that are still large enough for a name. */
const TILES = 20;

const RANKED_PAGES = ['partners', 'commodities', 'ports', 'modes'] as const satisfies PageName[];

/** Pages about one way of telling trade apart, which say nothing where the records don't. */
export type RankedPage = (typeof RANKED_PAGES)[number];

export function isRankedPage(page: PageName): page is RankedPage {
  return RANKED_PAGES.some((ranked) => ranked === page);
}

/** What each of them ranks; a port is known by its tonnes. */
export function rankingOf(page: RankedPage, info: TimelineInfo): WallRanking {
  const [main, ports] = [firstOf(info, ['value', 'tonnage']), firstOf(info, ['tonnage', 'value'])];
  switch (page) {
    case 'partners':
      return { by: 'partner', measure: main, top: ROWS };
    case 'commodities':
      return { by: 'commodity:2', measure: main, top: TILES };
    case 'ports':
      return { by: 'port', measure: ports, top: ROWS };
    case 'modes':
      return { by: 'mode', measure: main, top: ROWS };
  }
}

function firstOf({ measures }: TimelineInfo, wanted: readonly SumMeasure[]): SumMeasure {
  return wanted.find((measure) => measures.includes(measure)) ?? 'records';
}
