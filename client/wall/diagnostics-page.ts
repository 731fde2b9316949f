import { html, nothing, type TemplateResult } from 'lit';
import { formatAge } from '../format/format-age.js';
import { formatNumber, UNKNOWN } from '../format/number.js';
import type { Lang } from '../locales/lang.js';
import { wallMessage, type WallKey } from '../locales/wall-message.js';
import { clockText } from './clock-difference.js';
import type { PageContext } from './page-context.js';
import type { HealthReading } from './page-health.js';

/** Lines of the newest movements that prove that figures come. */
const MOVEMENTS = 10;

const MEGABYTE = 1_048_576;

/** How the wall itself is: what it is fed by, how old the page is and how well it runs, and what it was told. */
export function diagnosticsPage(context: PageContext): TemplateResult {
  const { config, room } = context;
  const { lines, hasTicker } = room.diagnostics;
  const rows = rowsOf(context).slice(0, lines);
  return html`<div class="stage">
    <dl>
      ${rows.map(
        ([key, text]) =>
          html`<dt>${wallMessage(config.lang, key)}</dt>
            <dd>${text}</dd>`,
      )}
    </dl>
    ${hasTicker && context.info.frequency === 'instant' ? html`<trade-ticker rows=${MOVEMENTS}></trade-ticker>` : nothing}
  </div>`;
}

/** What was left out is told before what there may be no room to tell. */
function rowsOf(context: PageContext): Row[] {
  const [feed, type, page] = [feedRows(context), typeRows(context), pageRows(context)];
  return context.room.leftOut.length > 0 ? [...type, ...feed, ...page] : [...feed, ...type, ...page];
}

type Row = readonly [WallKey & `diagnostics.${string}`, string];

function feedRows({ config: { lang }, info, diagnostics }: PageContext): Row[] {
  const { feed, version, ageMs, clockAheadMs } = diagnostics;
  return [
    ['diagnostics.feed', feed],
    ['diagnostics.timeline', info.name],
    ['diagnostics.version', version ?? UNKNOWN],
    ['diagnostics.newest', formatAge(ageMs, lang)],
    ['diagnostics.clock', clockText(clockAheadMs, lang)],
  ];
}

function pageRows({ config, diagnostics }: PageContext): Row[] {
  const { lang, theme } = config;
  const { health, screen } = diagnostics;
  return [
    ['diagnostics.uptime', formatAge(health.uptimeMs, lang)],
    ['diagnostics.frame', framesText(health, lang)],
    ['diagnostics.longTasks', formatNumber(health.longTasks, lang, 0)],
    ['diagnostics.memory', memoryText(health, lang)],
    ['diagnostics.screen', `${screen} · ${theme} · ${lang}`],
    ['diagnostics.pages', config.pages.map((page) => wallMessage(lang, `page.${page}`)).join(' · ')],
  ];
}

/** How large type is seen, and what had to go for it. */
function typeRows({ config: { lang, viewing }, diagnostics, room }: PageContext): Row[] {
  const { figureArcMin, textArcMin } = diagnostics.type;
  const arcMin = (angle: number): string => formatNumber(angle, lang, 0);
  const text =
    viewing === null || figureArcMin === null || textArcMin === null
      ? wallMessage(lang, 'wall.typeByScreen')
      : wallMessage(lang, 'wall.typeSeen', {
          figures: arcMin(figureArcMin),
          text: arcMin(textArcMin),
          distance: viewing.distanceM,
          diagonal: viewing.diagonalIn,
        });
  const parts = room.leftOut.map((part) => wallMessage(lang, `leftOut.${part}`)).join(' · ');
  return [
    ['diagnostics.type', text],
    ...(parts === '' ? [] : ([['diagnostics.leftOut', parts]] satisfies Row[])),
  ];
}

function framesText({ frameMs, slowestFrameMs }: HealthReading, lang: Lang): string {
  if (frameMs === null || slowestFrameMs === null) return UNKNOWN;
  const [usual, slowest] = [frameMs, slowestFrameMs].map((ms) => formatNumber(ms, lang, 0));
  return wallMessage(lang, 'wall.frames', { usual: usual!, slowest: slowest! });
}

function memoryText({ heap }: HealthReading, lang: Lang): string {
  if (heap === null) return wallMessage(lang, 'wall.memoryUnknown');
  const [used, limit] = [heap.usedBytes, heap.limitBytes].map((bytes) =>
    formatNumber(bytes / MEGABYTE, lang, 0),
  );
  return wallMessage(lang, 'wall.memory', { used: used!, limit: limit! });
}
