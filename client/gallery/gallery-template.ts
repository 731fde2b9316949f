import { html, nothing, type TemplateResult } from 'lit';
import { utcOffsetMs, type TimelineInfo } from '../../protocol/timeline-info.js';
import { formatInstant } from '../format/format-instant.js';
import { sourceOf, titleOf } from '../format/timeline-texts.js';
import type { Lang } from '../locales/lang.js';
import { message } from '../locales/message.js';
import { copyable } from './copyable.js';
import { embedCode } from './embed-code.js';
import { exampleElements } from './example-elements.js';

/** Descriptions that the server gives of itself, for whoever writes a client. */
const INTERFACES = ['/api/timelines', '/openapi.json', '/asyncapi.json'];

export function galleryTemplate(
  timelines: readonly TimelineInfo[],
  lang: Lang,
  origin: string,
): TemplateResult {
  const first = timelines[0];
  return html`<header>
      <div>
        <h1>Tradewall</h1>
        <p>${message(lang, 'gallery.tagline')}</p>
      </div>
      <nav>
        <a class="button" href="/wall?lang=${lang}">${message(lang, 'gallery.openWall')}</a>
        ${
          lang === 'en'
            ? html`<a href="?lang=zh-CN" lang="zh-CN">中文</a>`
            : html`<a href="?lang=en" lang="en">English</a>`
        }
      </nav>
    </header>
    <main>
      <section>
        <h2>${message(lang, 'gallery.running')}</h2>
        ${first === undefined ? html`<p class="note">${message(lang, 'notice.connecting')}</p>` : nothing}
        <div class="timelines">${timelines.map((timeline) => timelineCard(timeline, lang))}</div>
      </section>
      ${first === undefined ? nothing : [exampleSection(first, lang), embedSection(first, lang, origin)]}
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
      <dt>${message(lang, 'gallery.source')}</dt>
      <dd>${sourceOf(timeline, lang)}</dd>
      ${
        timeline.currency === null
          ? nothing
          : html`<dt>${message(lang, 'gallery.money')}</dt>
              <dd><trade-status timeline=${timeline.name} show="money"></trade-status></dd>`
      }
      <dt>${message(lang, 'gallery.span')}</dt>
      <dd>${span(timeline, lang)} · ${message(lang, `frequency.${timeline.frequency}`)}</dd>
      <dt>${message(lang, 'gallery.reported')}</dt>
      <dd>
        ${list(
          timeline.measures.map((measure) => message(lang, `measure.${measure}`)),
          lang,
        )}
      </dd>
      <dt>${message(lang, 'gallery.brokenDownBy')}</dt>
      <dd>
        ${list(
          timeline.dimensions.map((dimension) => message(lang, `dimension.${dimension}`)),
          lang,
        )}
      </dd>
    </dl>
    <p>
      <a href="/wall?timeline=${encodeURIComponent(timeline.name)}&lang=${lang}">
        ${message(lang, 'gallery.onTheWall')}
      </a>
    </p>
  </article>`;
}

function exampleSection(timeline: TimelineInfo, lang: Lang): TemplateResult {
  return html`<section>
    <h2>${message(lang, 'gallery.elements')}</h2>
    <p class="note">${message(lang, 'gallery.elementsNote', { title: titleOf(timeline, lang) })}</p>
    <trade-source class="examples" timeline=${timeline.name}>
      <div class="grid">
        ${exampleElements(timeline).map(
          ({ element, code, isWide }) =>
            html`<figure class=${isWide ? 'wide' : ''}>${element} ${copyable(code, lang)}</figure>`,
        )}
      </div>
    </trade-source>
  </section>`;
}

function embedSection(timeline: TimelineInfo, lang: Lang, origin: string): TemplateResult {
  return html`<section>
    <h2>${message(lang, 'gallery.embed')}</h2>
    <p class="note">${message(lang, 'gallery.embedNote')}</p>
    ${copyable(embedCode(timeline, origin), lang)}
  </section>`;
}

function span({ from, to, utcOffset }: TimelineInfo, lang: Lang): string {
  const day = (instant: number): string =>
    formatInstant(instant, { lang, utcOffsetMs: utcOffsetMs(utcOffset), precision: 'day' });
  // The end is exclusive: the last day is the one that holds the millisecond before it.
  return `${day(from)} – ${to === null ? message(lang, 'gallery.noEnd') : day(to - 1)}`;
}

function list(words: readonly string[], lang: Lang): string {
  return words.join(lang === 'zh-CN' ? '、' : ', ');
}
