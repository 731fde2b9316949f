import { render } from 'lit';
import type { TimelineInfo } from '../../protocol/timeline-info.js';
import type { FeedConnection } from '../feed/feed-connection.js';
import { pageFeeds } from '../feed/feed-registry.js';
import { feedState } from '../feed/feed-state.js';
import { feedUrl } from '../feed/feed-url.js';
import { titleOf } from '../format/timeline-texts.js';
import { wallMessage } from '../locales/wall-message.js';
import { pageTokens } from '../styles/tokens.js';
import type { ShownTimeline } from './page-context.js';
import { planOverview } from './overview-plan.js';
import { RankingWatch } from './ranking-watch.js';
import { watchDeploys } from './deploy-watch.js';
import { keepAwake } from './wake-lock.js';
import { staleLevel } from './stale-level.js';
import { readWallConfig, type WallConfig } from './wall-config.js';
import { wallTemplate, type WallState } from './wall-template.js';

/** How often the wall looks at the age of its figures. */
const WATCH_MS = 500;

/** How long settings that could not be used stay named on screen: long enough to be read out over the phone. */
const PROBLEMS_SHOWN_MS = 60_000;

/** Shows the wall that a query string describes, for as long as the page lives. */
export function startWall(document: Document, query: URLSearchParams): void {
  const { config, problems } = readWallConfig(query, navigator.language);
  dress(document, config);
  const connection = pageFeeds.acquire(feedUrl(config.feed));
  const ranking = new RankingWatch(connection);
  const startedAt = Date.now();
  const update = (): void => {
    const now = Date.now();
    const info = timelineOf(config, connection);
    const shown = info === null ? null : shownOf(info, ranking);
    const state = wallState(config, connection, shown, now - startedAt);
    document.documentElement.dataset['level'] = state.level;
    document.title = state.title;
    const named =
      now - startedAt < PROBLEMS_SHOWN_MS ? [...problems, ...timelineProblem(config, connection)] : [];
    render(wallTemplate(state, config, named), document.body);
  };
  connection.listen(update);
  setInterval(update, WATCH_MS);
  watchDeploys(connection, {
    reload: () => location.reload(),
    after: (delayMs, callback) => setTimeout(callback, delayMs),
    random: () => Math.random(),
  });
  keepAwake();
  update();
}

function dress(document: Document, config: WallConfig): void {
  document.documentElement.lang = config.lang;
  document.documentElement.dataset['theme'] = config.theme;
  document.adoptedStyleSheets.push(pageTokens.styleSheet!);
}

/** @param waitedMs since the page began, which counts as the age while no frame has come. */
function wallState(
  config: WallConfig,
  connection: FeedConnection,
  shown: ShownTimeline | null,
  waitedMs: number,
): WallState {
  const info = shown?.info ?? null;
  const ageMs = connection.ageMs ?? waitedMs;
  return {
    shown,
    ageMs,
    feed: connection.url,
    level: staleLevel(feedState(connection.state, info), ageMs),
    title: config.title ?? (info === null ? 'Tradewall' : titleOf(info, config.lang)),
  };
}

/** The timeline named, or the feed's first where it has none of that name. */
function timelineOf(config: WallConfig, { timelines }: FeedConnection): TimelineInfo | null {
  return timelines.get(config.timeline ?? '') ?? [...timelines.values()][0] ?? null;
}

function shownOf(info: TimelineInfo, ranking: RankingWatch): ShownTimeline {
  const plan = planOverview(info);
  return { info, plan, hasRanking: ranking.isWorth(info, plan) };
}

function timelineProblem({ timeline, lang }: WallConfig, { timelines }: FeedConnection): string[] {
  if (timeline === null || timelines.size === 0 || timelines.has(timeline)) return [];
  return [
    wallMessage(lang, 'wall.unknownTimeline', { name: timeline, known: [...timelines.keys()].join(', ') }),
  ];
}
