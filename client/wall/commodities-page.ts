import { html, nothing, type TemplateResult } from 'lit';
import { wallMessage } from '../locales/wall-message.js';
import type { PageContext } from './page-context.js';
import { rankingOf } from './page-rankings.js';

/** Rows of what moved most: as many as can be read from four metres. */
const MOVERS = 12;

/** What is traded: chapters as tiles, and those that changed by most since the year before. */
export function commoditiesPage({ info, config, room }: PageContext): TemplateResult {
  const { by, measure, top } = rankingOf('commodities', info);
  return html`<div class="stage">
    <trade-treemap by=${by} measure=${measure} bucket="1y" top=${top}></trade-treemap>
    ${
      room.stage.charts === 0
        ? nothing
        : html`<trade-rank
            by=${by}
            measure=${measure}
            bucket="1y"
            movers
            top=${Math.min(MOVERS, room.stage.longRows)}
            label=${wallMessage(config.lang, 'wall.movers')}
          ></trade-rank>`
    }
  </div>`;
}
