import { render } from 'lit';
import { pageFeeds } from '../feed/feed-registry.js';
import { feedUrl } from '../feed/feed-url.js';
import type { Lang } from '../locales/lang.js';
import { galleryMessage } from '../locales/gallery-message.js';
import { pageTokens } from '../styles/tokens.js';
import { exampleElements } from './example-elements.js';
import { galleryTemplate } from './gallery-template.js';
import { Playground } from './playground.js';
import { applyTheme, type Theme } from './theme.js';

/** Shows what this server runs, with live elements of its first timeline to play with and the code to embed them. */
export function startGallery(document: Document, lang: Lang, theme: Theme): void {
  document.documentElement.lang = lang;
  document.title = `Tradewall: ${galleryMessage(lang, 'gallery.tagline')}`;
  document.adoptedStyleSheets.push(pageTokens.styleSheet!);
  applyTheme(document, theme);
  const connection = pageFeeds.acquire(feedUrl(null));
  let playgrounds: readonly Playground[] = [];
  let shown: string | null = null;
  const draw = (): void => {
    const settings = { lang, theme, origin: location.origin };
    render(galleryTemplate([...connection.timelines.values()], playgrounds, settings), document.body);
  };
  const update = (): void => {
    const timelines = [...connection.timelines.values()];
    // Elements follow their own frames; the page around them changes only with the list of timelines.
    const names = timelines.map(({ name, kind }) => `${name} ${kind}`).join('\n');
    if (names === shown) return;
    shown = names;
    const [first] = timelines;
    playgrounds =
      first === undefined ? [] : exampleElements(first).map((example) => new Playground(example, draw));
    draw();
  };
  connection.listen(update);
  update();
}
