import { dimensionOf } from '../../protocol/dimensions.js';
import type { TimelineInfo } from '../../protocol/timeline-info.js';
import type { WallRanking } from './overview-plan.js';
import type { PageName } from './page-names.js';
import { isRankedPage, rankingOf } from './page-rankings.js';
import type { ScreenRoom } from './screen-room.js';
import { suitableBaseline } from './suitable-baseline.js';
import type { WallConfig } from './wall-config.js';

/** Width of a ranking with its names, in two lines where they are long, and bars beside them, in em. */
const LEAST_RANKING_EM = 23;

/**
 * Of the pages wanted, those that have a turn: what a timeline says of itself rules the others out on all screens alike,
 * whatever each filters for. The overview can always be filled, so that is left where no other can.
 */
export function pagesInTurn(
  { pages, baseline }: Pick<WallConfig, 'pages' | 'baseline'>,
  info: TimelineInfo,
): readonly PageName[] {
  const canFill = (page: PageName): boolean => {
    if (isRankedPage(page)) return info.dimensions.includes(dimensionOf(rankingOf(page, info).by));
    if (page === 'plan') return suitableBaseline({ baseline, where: {} }, info) !== null;
    return page !== 'replay' || info.controllable || info.kind === 'replay';
  };
  return orOverview(pages.filter(canFill));
}

/**
 * Of the pages that have a turn, those that this screen has something to show on and can hold; never empty.
 * @param isWorth whether a ranking has figures worth showing
 */
export function fittingPages(
  config: Pick<WallConfig, 'pages' | 'baseline' | 'where'>,
  info: TimelineInfo,
  room: ScreenRoom,
  isWorth: (ranking: WallRanking) => boolean,
): readonly PageName[] {
  const isFilled = (page: PageName): boolean => {
    if (page === 'plan') return suitableBaseline(config, info) !== null;
    return !isRankedPage(page) || isWorth(rankingOf(page, info));
  };
  return orOverview(pagesInTurn(config, info).filter((page) => hasRoomFor(page, room) && isFilled(page)));
}

function orOverview(pages: readonly PageName[]): readonly PageName[] {
  return pages.length > 0 ? pages : ['overview'];
}

/** Whether a screen can hold a page in its type. */
export function hasRoomFor(page: PageName, { widthEm, plan }: ScreenRoom): boolean {
  if (page === 'plan') return plan !== null;
  return !isRankedPage(page) || widthEm >= LEAST_RANKING_EM;
}
