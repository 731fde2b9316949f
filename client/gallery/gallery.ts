import { render } from 'lit';
import { pageFeeds } from '../feed/feed-registry.js';
import { feedUrl } from '../feed/feed-url.js';
import type { Lang } from '../locales/lang.js';
import { message } from '../locales/message.js';
import { pageTokens } from '../styles/tokens.js';
import { galleryTemplate } from './gallery-template.js';

/** Shows what this server runs, with live elements of its first timeline and the code to embed them. */
export function startGallery(document: Document, lang: Lang): void {
  document.documentElement.lang = lang;
  document.title = `Tradewall: ${message(lang, 'gallery.tagline')}`;
  document.adoptedStyleSheets.push(pageTokens.styleSheet!);
  const connection = pageFeeds.acquire(feedUrl(null));
  const origin = location.origin;
  let shown = '';
  const update = (): void => {
    const timelines = [...connection.timelines.values()];
    // Elements follow their own frames; the page around them changes only with the list of timelines.
    const names = timelines.map(({ name, kind }) => `${name} ${kind}`).join('\n');
    if (names === shown && names !== '') return;
    shown = names;
    render(galleryTemplate(timelines, lang, origin), document.body);
  };
  connection.listen(update);
  update();
}
