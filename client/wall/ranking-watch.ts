import { yearOnYearOf } from '../../protocol/measures.js';
import type { TimelineInfo } from '../../protocol/timeline-info.js';
import { parseView, viewKey, type View } from '../../protocol/view.js';
import type { FeedConnection } from '../feed/feed-connection.js';
import type { Subscription } from '../feed/subscription.js';
import { RANKED_GROUPS, type OverviewPlan } from './overview-plan.js';
import { isWorthRanking } from './worth-ranking.js';

/**
 * Looks at the figures that a ranking would show, to leave it out where they say nothing. It asks for the very view that
 * the ranking asks for, so that it costs the feed nothing. The ranking has its place until its figures have come, and
 * what was once worth showing stays, or it would come and go with each new year.
 */
export class RankingWatch {
  readonly #connection: FeedConnection;
  #subscription: Subscription | null = null;
  #wasWorth = false;

  constructor(connection: FeedConnection) {
    this.#connection = connection;
  }

  isWorth(timeline: TimelineInfo, plan: OverviewPlan): boolean {
    if (plan.ranking === null) return false;
    this.#follow(rankingView(timeline, plan));
    const data = this.#subscription!.data;
    if (!data.isLoaded) return true;
    this.#wasWorth ||= isWorthRanking(data, plan.mainMeasure);
    return this.#wasWorth;
  }

  #follow(view: View): void {
    if (this.#subscription !== null) {
      if (viewKey(this.#subscription.view) === viewKey(view)) return;
      this.#connection.unsubscribe(this.#subscription);
    }
    this.#subscription = this.#connection.subscribe(view);
    this.#wasWorth = false;
  }
}

function rankingView({ name }: TimelineInfo, { ranking, mainMeasure }: OverviewPlan): View {
  const change = yearOnYearOf(mainMeasure);
  return parseView({
    timeline: name,
    measures: change === undefined ? [mainMeasure] : [mainMeasure, change],
    by: ranking === null ? [] : [ranking],
    bucket: '1y',
    last: 1,
    top: RANKED_GROUPS,
    rankBy: mainMeasure,
  });
}
