import { html, nothing, type TemplateResult } from 'lit';
import { utcOffsetMs, type TimelineInfo } from '../../protocol/timeline-info.js';
import { formatInstant } from '../format/format-instant.js';
import { sourceOf, titleOf } from '../format/timeline-texts.js';
import type { Lang } from '../locales/lang.js';
import { galleryMessage } from '../locales/gallery-message.js';
import { message } from '../locales/message.js';
import { copyable } from './copyable.js';
import { embedCode } from './embed-code.js';
import type { Playground } from './playground.js';
import { THEMES, type Theme } from './theme.js';
import { measureName } from '../locales/measure-name.js';

/** Descriptions that the server gives of itself, for whoever writes a client. */
const INTERFACES = ['/api/timelines', '/openapi.json', '/asyncapi.json'];

/** How the page is shown, by its address. */
export interface PageSettings {
  readonly lang: Lang;
  readonly theme: Theme;
  readonly origin: string;
}

export function galleryTemplate(
  timelines: readonly TimelineInfo[],
  playgrounds: readonly Playground[],
  { lang, theme, origin }: PageSettings,
): TemplateResult {
  const first = timelines[0];
  return html`<header>
      <div>
        <h1>Tradewall</h1>
        <p>${galleryMessage(lang, 'gallery.tagline')}</p>
      </div>
      <nav>
        <a class="button" href="/wall?lang=${lang}">${galleryMessage(lang, 'gallery.openWall')}</a>
        <a href="/wall/setup?lang=${lang}">${galleryMessage(lang, 'gallery.setUpWall')}</a>
        <span>
          ${galleryMessage(lang, 'gallery.theme')}: ${THEMES.map((name) => themeLink(name, theme, lang))}
        </span>
        ${
          lang === 'en'
            ? html`<a href="?lang=zh-CN&theme=${theme}" lang="zh-CN">中文</a>`
            : html`<a href="?lang=en&theme=${theme}" lang="en">English</a>`
        }
      </nav>
    </header>
    <main>
      <section>
        <h2>${galleryMessage(lang, 'gallery.running')}</h2>
        ${first === undefined ? html`<p class="note">${message(lang, 'notice.connecting')}</p>` : nothing}
        <div class="timelines">${timelines.map((timeline) => timelineCard(timeline, lang))}</div>
      </section>
      ${first === undefined ? nothing : [exampleSection(first, playgrounds, lang), embedSection(first, lang, origin)]}
    </main>
    <footer>${INTERFACES.map((path) => html`<a href=${path}>${path}</a>`)}</footer>`;
}

function timelineCard(timeline: TimelineInfo, lang: Lang): TemplateResult {
  return html`<article>
    <trade-source timeline=${timeline.name}>
      <div class="head">
        <h3>${titleOf(timeline, lang)}</h3>
        <trade-status show="kind state"></trade-status>
        <trade-clock></trade-clock>
      </div>
    </trade-source>
    <dl>
      <dt>${galleryMessage(lang, 'gallery.source')}</dt>
      <dd>${sourceOf(timeline, lang)}</dd>
      ${
        timeline.currency === null
          ? nothing
          : html`<dt>${galleryMessage(lang, 'gallery.money')}</dt>
              <dd><trade-status timeline=${timeline.name} show="money"></trade-status></dd>`
      }
      <dt>${galleryMessage(lang, 'gallery.span')}</dt>
      <dd>${span(timeline, lang)} · ${galleryMessage(lang, `frequency.${timeline.frequency}`)}</dd>
      <dt>${galleryMessage(lang, 'gallery.reported')}</dt>
      <dd>
        ${list(
          timeline.measures.map((measure) => measureName(lang, measure)),
          lang,
        )}
      </dd>
      <dt>${galleryMessage(lang, 'gallery.brokenDownBy')}</dt>
      <dd>
        ${list(
          timeline.dimensions.map((dimension) => message(lang, `dimension.${dimension}`)),
          lang,
        )}
      </dd>
    </dl>
    <p>
      <a href="/wall?timeline=${encodeURIComponent(timeline.name)}&lang=${lang}">
        ${galleryMessage(lang, 'gallery.onTheWall')}
      </a>
    </p>
  </article>`;
}

function exampleSection(
  timeline: TimelineInfo,
  playgrounds: readonly Playground[],
  lang: Lang,
): TemplateResult {
  return html`<section>
    <h2>${galleryMessage(lang, 'gallery.elements')}</h2>
    <p class="note">${galleryMessage(lang, 'gallery.elementsNote', { title: titleOf(timeline, lang) })}</p>
    <trade-source class="examples" timeline=${timeline.name}>
      <div class="grid">${playgrounds.map((playground) => playground.render(lang))}</div>
    </trade-source>
  </section>`;
}

function themeLink(name: Theme, theme: Theme, lang: Lang): TemplateResult {
  const word = galleryMessage(lang, `gallery.theme.${name}`);
  return name === theme
    ? html`<b aria-current="true">${word}</b> `
    : html`<a href="?lang=${lang}&theme=${name}">${word}</a> `;
}

function embedSection(timeline: TimelineInfo, lang: Lang, origin: string): TemplateResult {
  return html`<section>
    <h2>${galleryMessage(lang, 'gallery.embed')}</h2>
    <p class="note">${galleryMessage(lang, 'gallery.embedNote')}</p>
    ${copyable(embedCode(timeline, origin), lang)}
  </section>`;
}

function span({ from, to, utcOffset }: TimelineInfo, lang: Lang): string {
  const day = (instant: number): string =>
    formatInstant(instant, { lang, utcOffsetMs: utcOffsetMs(utcOffset), precision: 'day' });
  // The end is exclusive: the last day is the one that holds the millisecond before it.
  return `${day(from)} – ${to === null ? galleryMessage(lang, 'gallery.noEnd') : day(to - 1)}`;
}

function list(words: readonly string[], lang: Lang): string {
  return words.join(lang === 'zh-CN' ? '、' : ', ');
}
