import { dimensionOf } from '../../protocol/dimensions.js';
import type { TimelineInfo } from '../../protocol/timeline-info.js';
import type { WallRanking } from './overview-plan.js';
import type { PageName } from './page-names.js';
import { rankingOf } from './page-rankings.js';
import { suitableBaseline } from './suitable-baseline.js';
import type { WallConfig } from './wall-config.js';

/**
 * Of the pages wanted, those that the timeline can fill; the overview always can, so that is left where no other can.
 * @param isWorth whether a ranking has figures worth showing
 */
export function fittingPages(
  { pages, baseline }: Pick<WallConfig, 'pages' | 'baseline'>,
  info: TimelineInfo,
  isWorth: (ranking: WallRanking) => boolean,
): readonly PageName[] {
  const fits = (page: PageName): boolean => {
    switch (page) {
      case 'overview':
      case 'diagnostics':
        return true;
      case 'plan':
        return suitableBaseline(baseline, info) !== null;
      case 'replay':
        return info.controllable || info.kind === 'replay';
      default: {
        const ranking = rankingOf(page, info);
        return info.dimensions.includes(dimensionOf(ranking.by)) && isWorth(ranking);
      }
    }
  };
  const fitting = pages.filter(fits);
  return fitting.length > 0 ? fitting : ['overview'];
}
