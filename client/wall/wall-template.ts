import { html, nothing, type TemplateResult } from 'lit';
import { utcOffsetMs, type TimelineInfo } from '../../protocol/timeline-info.js';
import type { AlertsDetail } from '../elements/trade-alerts.js';
import { formatAge } from '../format/format-age.js';
import { formatInstant } from '../format/format-instant.js';
import { wallMessage } from '../locales/wall-message.js';
import { clockText } from './clock-difference.js';
import { filterAttributes } from './filter-attributes.js';
import type { Diagnostics, PageContext, ShownTimeline } from './page-context.js';
import { PAGE_NAMES, type PageName } from './page-names.js';
import type { Turn } from './page-rotation.js';
import type { SettingProblem } from './setting-problem.js';
import type { LeftOut, ScreenRoom } from './screen-room.js';
import { isNarrow } from './stage-room.js';
import type { StaleLevel } from './stale-level.js';
import type { WallConfig } from './wall-config.js';
import { unusualBanner, type UnusualFlow } from './unusual-flows.js';
import { WALL_PAGES } from './wall-pages.js';

export interface WallState {
  /** Null until the feed has named its timelines. */
  readonly shown: ShownTimeline | null;
  readonly turn: Turn<PageName>;
  readonly room: ScreenRoom;
  readonly diagnostics: Diagnostics;
  readonly unusual: readonly UnusualFlow[];
  readonly onAlerts: (detail: AlertsDetail) => void;
  /** Since the newest frame, or since the page began to wait for its first. */
  readonly ageMs: number;
  readonly level: StaleLevel;
  readonly feed: string;
  readonly title: string;
  /** Address of the picture before it, once that has come. */
  readonly logo: string | null;
}

/** @param problems settings that could not be used, to be named while someone may still be there to read them */
export function wallTemplate(
  state: WallState,
  config: WallConfig,
  problems: readonly SettingProblem[],
): TemplateResult {
  const { shown } = state;
  const notices = [lostBanner(state, config), problemList(problems, config)];
  if (shown === null) {
    const waiting = wallMessage(config.lang, 'wall.connecting', { feed: state.feed });
    return html`<div class="page">
      ${notices}
      <p class="waiting">${waiting}</p>
    </div>`;
  }
  const { where } = shown;
  return html`<trade-source
    src=${state.feed}
    timeline=${shown.info.name}
    known=${config.known}
    ${filterAttributes(where)}
  >
    <div
      class="page ${state.turn.page}"
      ?data-large=${isLess(state.room, 'source')}
      ?data-narrow=${isNarrow(state.room.widthEm)}
    >
      ${head(state, config)} ${notices}
      ${pages(state.turn, {
        ...shown,
        config,
        room: state.room,
        diagnostics: state.diagnostics,
        unusual: state.unusual,
      })}
      ${unusualBanner(config, state.room.alerts, state.onAlerts)}
      <footer>
        <trade-status
          show=${isLess(state.room, 'source') ? 'money as-of' : 'source money as-of'}
        ></trade-status>
        ${clockNotice(state.diagnostics, config)}
      </footer>
    </div>
  </trade-source>`;
}

function isLess({ leftOut }: ScreenRoom, part: LeftOut): boolean {
  return leftOut.includes(part);
}

/** Figures follow the server's clock, but whoever compares them with a clock on the screen is to know. */
function clockNotice({ clockAheadMs }: Diagnostics, { lang }: WallConfig): TemplateResult | typeof nothing {
  return clockAheadMs === null ? nothing : html`<b role="status">${clockText(clockAheadMs, lang)}</b>`;
}

function head({ title, logo, turn: { page } }: WallState, { lang }: WallConfig): TemplateResult {
  return html`<header>
    ${logo === null ? nothing : html`<img src=${logo} alt="" />`}
    <h1>
      ${title}${page === 'overview' ? nothing : html`<small>${wallMessage(lang, `page.${page}`)}</small>`}
    </h1>
    <trade-status show="kind state"></trade-status>
    <trade-clock></trade-clock>
  </header>`;
}

/** The page whose turn it is, and, out of sight but in its place, the one that comes next. */
function pages({ page, next }: Turn<PageName>, context: PageContext): TemplateResult {
  const turn = (name: PageName): TemplateResult | typeof nothing =>
    name === page || name === next
      ? html`<main class="${name} ${name === page ? 'shown' : 'next'}" ?inert=${name !== page}>
          ${WALL_PAGES[name](context)}
        </main>`
      : nothing;
  // Each has its own place: what lit's `repeat` has removed leaves a node behind, and pages turn for months.
  return html`<div class="pages">${PAGE_NAMES.map(turn)}</div>`;
}

/** Over everything else there is to say: these figures are not to be read as today's. */
function lostBanner(
  { level, ageMs, shown, feed }: WallState,
  { lang }: WallConfig,
): TemplateResult | typeof nothing {
  if (level !== 'lost') return nothing;
  return html`<div class="banner lost" role="alert">
    <b>${wallMessage(lang, 'wall.lost', { age: formatAge(ageMs, lang) })}</b>
    <span>
      ${
        shown === null
          ? wallMessage(lang, 'wall.nothingShown', { feed })
          : wallMessage(lang, 'wall.lostAsOf', { instant: asOf(shown.info, lang) })
      }
    </span>
  </div>`;
}

function asOf({ clock, utcOffset }: TimelineInfo, lang: WallConfig['lang']): string {
  return formatInstant(clock.time, { lang, utcOffsetMs: utcOffsetMs(utcOffset), precision: 'second' });
}

function problemList(
  problems: readonly SettingProblem[],
  { lang }: WallConfig,
): TemplateResult | typeof nothing {
  if (problems.length === 0) return nothing;
  return html`<div class="banner problems" role="status">
    <b>${wallMessage(lang, 'wall.badSettings')}</b>
    <ul>
      ${problems.map(({ text }) => html`<li>${text}</li>`)}
    </ul>
  </div>`;
}
