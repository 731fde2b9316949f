import { dimensionOf } from '../../protocol/dimensions.js';
import type { TimelineInfo } from '../../protocol/timeline-info.js';
import type { WallRanking } from './overview-plan.js';
import type { PageName } from './page-names.js';
import { rankingOf } from './page-rankings.js';
import type { ScreenRoom } from './screen-room.js';
import { suitableBaseline } from './suitable-baseline.js';
import type { WallConfig } from './wall-config.js';

/** Widths of rankings with their longest names, and bars beside them, in em. */
const LEAST_EM: Partial<Record<PageName, number>> = { partners: 23, commodities: 23, ports: 23, modes: 31 };

/**
 * Of the pages wanted, those that the timeline can fill and the screen can hold; the overview always can be, so that is
 * left where no other can.
 * @param isWorth whether a ranking has figures worth showing
 */
export function fittingPages(
  config: Pick<WallConfig, 'pages' | 'baseline' | 'where'>,
  info: TimelineInfo,
  room: ScreenRoom,
  isWorth: (ranking: WallRanking) => boolean,
): readonly PageName[] {
  const fits = (page: PageName): boolean => {
    switch (page) {
      case 'overview':
      case 'diagnostics':
        return true;
      case 'plan':
        return suitableBaseline(config, info) !== null;
      case 'replay':
        return info.controllable || info.kind === 'replay';
      default: {
        const ranking = rankingOf(page, info);
        return info.dimensions.includes(dimensionOf(ranking.by)) && isWorth(ranking);
      }
    }
  };
  const fitting = config.pages.filter((page) => hasRoomFor(page, room) && fits(page));
  return fitting.length > 0 ? fitting : ['overview'];
}

/** Whether a screen can hold a page in its type. */
export function hasRoomFor(page: PageName, { widthEm, plan }: ScreenRoom): boolean {
  return page === 'plan' ? plan !== null : widthEm >= (LEAST_EM[page] ?? 0);
}
