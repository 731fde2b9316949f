import { yearOnYearOf } from '../../protocol/measures.js';
import type { TimelineInfo } from '../../protocol/timeline-info.js';
import { parseView, viewKey, type View } from '../../protocol/view.js';
import type { FeedConnection } from '../feed/feed-connection.js';
import type { Subscription } from '../feed/subscription.js';
import { fittingFilters } from './fitting-filters.js';
import type { WallRanking } from './overview-plan.js';
import type { WallConfig } from './wall-config.js';
import { isWorthRanking } from './worth-ranking.js';

/** A place in which a ranking is shown has one: two of them may rank the same, each with rows of its own. */
const placeOf = ({ by, measure, top }: WallRanking): string => `${by} ${measure} ${top}`;

interface Watched {
  readonly subscription: Subscription;
  wasWorth: boolean;
  /** Whether it was asked about since the last time that the rest was forgotten. */
  isAsked: boolean;
}

/**
 * Looks at the figures that a ranking would show, to leave it out where they say nothing. It asks for the very view that
 * the ranking asks for, so that it costs the feed nothing. The ranking has its place until its figures have come, and
 * what was once worth showing stays, or it would come and go with each new year.
 */
export class RankingWatch {
  readonly #connection: FeedConnection;
  readonly #where: WallConfig['where'];
  readonly #watched = new Map<string, Watched>();

  constructor(connection: FeedConnection, where: WallConfig['where']) {
    this.#connection = connection;
    this.#where = where;
  }

  isWorth(timeline: TimelineInfo, ranking: WallRanking): boolean {
    const where = fittingFilters(this.#where, timeline);
    const watched = this.#follow(placeOf(ranking), rankingView(timeline, ranking, where));
    watched.isAsked = true;
    const { data } = watched.subscription;
    if (!data.isLoaded) return true;
    watched.wasWorth ||= isWorthRanking(data, ranking.measure);
    return watched.wasWorth;
  }

  /** Gives up what was not asked about since the last time: a timeline that takes another's place ranks other things. */
  forgetRest(): void {
    for (const [place, watched] of this.#watched) {
      if (!watched.isAsked) {
        this.#connection.unsubscribe(watched.subscription);
        this.#watched.delete(place);
      }
      watched.isAsked = false;
    }
  }

  #follow(place: string, view: View): Watched {
    const known = this.#watched.get(place);
    if (known !== undefined) {
      if (viewKey(known.subscription.view) === viewKey(view)) return known;
      this.#connection.unsubscribe(known.subscription);
    }
    const watched = { subscription: this.#connection.subscribe(view), wasWorth: false, isAsked: false };
    this.#watched.set(place, watched);
    return watched;
  }
}

function rankingView(
  { name }: TimelineInfo,
  { by, measure, top }: WallRanking,
  where: WallConfig['where'],
): View {
  const change = yearOnYearOf(measure);
  return parseView({
    timeline: name,
    measures: change === undefined ? [measure] : [measure, change],
    by: [by],
    where,
    bucket: '1y',
    last: 1,
    top,
    rankBy: measure,
  });
}
