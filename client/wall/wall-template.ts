import { html, nothing, type TemplateResult } from 'lit';
import { utcOffsetMs, type TimelineInfo } from '../../protocol/timeline-info.js';
import { formatAge } from '../format/format-age.js';
import { formatInstant } from '../format/format-instant.js';
import { wallMessage } from '../locales/wall-message.js';
import { overviewPage } from './overview-page.js';
import type { ShownTimeline } from './page-context.js';
import type { StaleLevel } from './stale-level.js';
import type { WallConfig } from './wall-config.js';

export interface WallState {
  /** Null until the feed has named its timelines. */
  readonly shown: ShownTimeline | null;
  /** Since the newest frame, or since the page began to wait for its first. */
  readonly ageMs: number;
  readonly level: StaleLevel;
  readonly feed: string;
  readonly title: string;
}

/** @param problems settings that could not be used, to be named while someone may still be there to read them */
export function wallTemplate(
  state: WallState,
  config: WallConfig,
  problems: readonly string[],
): TemplateResult {
  const { shown, title } = state;
  const notices = [lostBanner(state, config), problemList(problems, config)];
  if (shown === null) {
    const waiting = wallMessage(config.lang, 'wall.connecting', { feed: state.feed });
    return html`<div class="page">
      ${notices}
      <p class="waiting">${waiting}</p>
    </div>`;
  }
  return html`<trade-source src=${state.feed} timeline=${shown.info.name} known=${config.known}>
    ${overviewPage({ ...shown, config, title }, notices)}
  </trade-source>`;
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

function problemList(problems: readonly string[], { lang }: WallConfig): TemplateResult | typeof nothing {
  if (problems.length === 0) return nothing;
  return html`<div class="banner problems" role="status">
    <b>${wallMessage(lang, 'wall.badSettings')}</b>
    <ul>
      ${problems.map((problem) => html`<li>${problem}</li>`)}
    </ul>
  </div>`;
}
