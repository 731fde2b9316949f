import { render } from 'lit';
import type { TimelineInfo } from '../../protocol/timeline-info.js';
import type { AlertsDetail } from '../elements/trade-alerts.js';
import type { FeedConnection } from '../feed/feed-connection.js';
import { pageFeeds } from '../feed/feed-registry.js';
import { feedState } from '../feed/feed-state.js';
import { feedUrl } from '../feed/feed-url.js';
import { scaleBy } from '../format/scale.js';
import { titleOf } from '../format/timeline-texts.js';
import { pageTokens } from '../styles/tokens.js';
import { browserRenewal } from './browser-renewal.js';
import { clockDifference } from './clock-difference.js';
import { watchHealth } from './health-watch.js';
import type { HealthReading } from './page-health.js';
import type { SelfRenewal } from './self-renewal.js';
import type { Diagnostics, ShownTimeline } from './page-context.js';
import { LogoWatch } from './logo-watch.js';
import { fittingFilters } from './fitting-filters.js';
import { fittingPages, pagesInTurn } from './fitting-pages.js';
import { overviewRanking, planOverview } from './overview-plan.js';
import { PageRotation } from './page-rotation.js';
import { ProblemTeller } from './setting-problem.js';
import { roomOn, type ScreenRoom } from './screen-room.js';
import { typeSizeOn, type TypeSize } from './type-scale.js';
import { textWidth } from '../elements/tile-text.js';
import { shiftAt } from './pixel-shift.js';
import { readerScales } from './reader-scales.js';
import { RankingWatch } from './ranking-watch.js';
import { watchDeploys } from './deploy-watch.js';
import { unusualFlows, type UnusualFlow } from './unusual-flows.js';
import { unmetSettings } from './unmet-settings.js';
import { keepAwake } from './wake-lock.js';
import { staleLevel } from './stale-level.js';
import { readWallConfig, type WallConfig } from './wall-config.js';
import { wallTemplate, type WallState } from './wall-template.js';

/** How often the wall looks at the age of its figures. */
const WATCH_MS = 500;

/** Later than this the wall looks by itself in any case. */
const LONGEST_WAIT_MS = WATCH_MS;

/** How long settings that could not be used stay named on screen: long enough to be read out over the phone. */
const PROBLEMS_SHOWN_MS = 60_000;

/** While the feed has named no timeline. */
const NOTHING_YET: Pick<ShownTimeline, 'inTurn' | 'pages'> = { inTurn: ['overview'], pages: ['overview'] };

/** Shows the wall that a query string describes, for as long as the page lives. */
export function startWall(document: Document, query: URLSearchParams, renewal: SelfRenewal): void {
  const { config, problems } = readWallConfig(query, navigator.language);
  dress(document, config);
  const connection = pageFeeds.acquire(feedUrl(config.feed));
  const ranking = new RankingWatch(connection, config.where);
  const readHealth = watchHealth();
  const rotation = new PageRotation(config.intervalMs, config.offset);
  const startedAt = Date.now();
  const teller = new ProblemTeller();
  const logo = new LogoWatch(config.logo, () => update());
  let turning: ReturnType<typeof setTimeout> | undefined;
  let unusual: readonly UnusualFlow[] = [];
  const onAlerts = (detail: AlertsDetail): void => {
    unusual = unusualFlows(detail);
    update();
  };
  const update = (): void => {
    const now = Date.now();
    const info = timelineOf(config, connection);
    const screen = { width: innerWidth, height: innerHeight };
    const type = typeSizeOn(screen, config.viewing);
    const title = config.title ?? (info === null ? 'Tradewall' : titleOf(info, config.lang));
    const around = { titleEm: logo.widthEm + textWidth(title), hasAlerts: unusual.length > 0 };
    const room = roomOn(screen, type.scale, around);
    const shown = info === null ? null : shownOf(info, config, ranking, room);
    const { inTurn, pages } = shown ?? NOTHING_YET;
    const turn = rotation.at(inTurn, pages, connection.serverNow);
    const base = wallState(connection, shown, now - startedAt);
    const diagnostics = diagnosticsOf(connection, base.ageMs, readHealth(), type);
    const state = { ...base, title, turn, room, diagnostics, unusual, onAlerts, logo: logo.shown };
    renewal.look(state.diagnostics.health, state.level === 'fresh');
    turning = wakeAt(turning, turn.untilChangeMs, update);
    shift(document.documentElement);
    document.documentElement.style.setProperty('--k', String(type.scale));
    document.documentElement.dataset['level'] = state.level;
    document.title = state.title;
    const { timelines } = connection;
    const unmet = unmetSettings(config, { timelines, shown, room, type });
    const named = [...problems, ...logo.problems(config.lang), ...unmet];
    teller.tell(named);
    const isStart = now - startedAt < PROBLEMS_SHOWN_MS;
    render(wallTemplate(state, config, isStart ? named : []), document.body);
  };
  connection.listen(update);
  addEventListener('resize', update);
  setInterval(update, WATCH_MS);
  watchDeploys(connection, browserRenewal);
  keepAwake();
  update();
}

function dress(document: Document, config: WallConfig): void {
  document.documentElement.lang = config.lang;
  document.documentElement.dataset['theme'] = config.theme;
  scaleBy(readerScales(config.units));
  document.adoptedStyleSheets.push(pageTokens.styleSheet!);
}

/** @param waitedMs since the page began, which counts as the age while no frame has come. */
function wallState(
  connection: FeedConnection,
  shown: ShownTimeline | null,
  waitedMs: number,
): Pick<WallState, 'shown' | 'ageMs' | 'feed' | 'level'> {
  const info = shown?.info ?? null;
  const ageMs = connection.ageMs ?? waitedMs;
  return {
    shown,
    ageMs,
    feed: connection.url,
    level: staleLevel(feedState(connection.state, info), ageMs),
  };
}

function diagnosticsOf(
  { url, serverVersion, serverNow }: FeedConnection,
  ageMs: number,
  health: HealthReading,
  type: TypeSize,
): Diagnostics {
  return {
    feed: url,
    version: serverVersion,
    ageMs,
    clockAheadMs: clockDifference(Date.now(), serverNow),
    health,
    screen: `${innerWidth} × ${innerHeight} × ${devicePixelRatio}`,
    type,
  };
}

/** The timeline named, or the feed's first where it has none of that name. */
function timelineOf(config: WallConfig, { timelines }: FeedConnection): TimelineInfo | null {
  return timelines.get(config.timeline ?? '') ?? [...timelines.values()][0] ?? null;
}

function shownOf(
  info: TimelineInfo,
  config: WallConfig,
  watch: RankingWatch,
  room: ScreenRoom,
): ShownTimeline {
  const plan = planOverview(info);
  const ranking = overviewRanking(plan);
  const inTurn = pagesInTurn(config, info);
  const pages = fittingPages(config, info, room, (wanted) => watch.isWorth(info, wanted));
  const where = fittingFilters(config.where, info);
  const hasRanking = ranking !== null && watch.isWorth(info, ranking);
  watch.forgetRest();
  return { info, plan, where, inTurn, pages, hasRanking };
}

/** Pages are turned at their instant, and not with the next frame that happens to come. */
function wakeAt(
  timer: ReturnType<typeof setTimeout> | undefined,
  delayMs: number,
  callback: () => void,
): ReturnType<typeof setTimeout> | undefined {
  clearTimeout(timer);
  return delayMs > LONGEST_WAIT_MS ? undefined : setTimeout(callback, delayMs);
}

function shift({ style }: HTMLElement): void {
  const { x, y } = shiftAt(Date.now(), Math.min(innerWidth, innerHeight));
  style.setProperty('--shift-x', `${x}px`);
  style.setProperty('--shift-y', `${y}px`);
}
