import { render } from 'lit';
import { DIMENSIONS } from '../../protocol/dimensions.js';
import { codeName } from '../elements/code-name.js';
import { feedUrl } from '../feed/feed-url.js';
import { applyTheme } from '../gallery/theme.js';
import type { Lang } from '../locales/lang.js';
import { isSpoken, learn } from '../locales/message.js';
import { setupMessage } from '../locales/setup-message.js';
import { pageTokens } from '../styles/tokens.js';
import type { SettingProblem } from '../wall/setting-problem.js';
import { readWallConfig, type WallConfig } from '../wall/wall-config.js';
import type { SettingKey } from '../wall/wall-settings.js';
import { ServedTimelines } from './served-timelines.js';
import { setupTemplate } from './setup-template.js';
import { wallAddress } from './wall-address.js';
import { WallPreview } from './wall-preview.js';

/** Builds the address of a wall from a form, beside the wall that it makes; the page's own address fills the form in. */
export class WallSetup {
  readonly #document: Document;
  readonly #draft: URLSearchParams;
  readonly #timelines = new ServedTimelines(() => this.#update());
  readonly #preview = new WallPreview({
    onProblems: (problems) => this.#hear(problems),
    onFit: () => this.#update(),
  });
  /** What the wall itself found, which knows the data. */
  #found: readonly SettingProblem[] = [];
  #address = '';

  /** @param draft settings as an address has them, right or not */
  constructor(document: Document, draft: URLSearchParams) {
    this.#document = document;
    this.#draft = draft;
  }

  start(): void {
    this.#document.adoptedStyleSheets.push(pageTokens.styleSheet!);
    this.#update();
  }

  #set(key: string, text: string): void {
    if (text === '') this.#draft.delete(key);
    else this.#draft.set(key, text);
    history.replaceState(history.state, '', `?${this.#draft.toString()}`);
    this.#update();
  }

  #hear(problems: readonly SettingProblem[]): void {
    this.#found = problems;
    this.#update();
  }

  #update(): void {
    const { config, problems } = readWallConfig(this.#draft, navigator.language);
    if (!isSpoken(config.lang)) return void this.#learn(config.lang);
    this.#follow(config);
    const known = problems.map(({ text }) => text);
    render(
      setupTemplate({
        lang: config.lang,
        draft: this.#draft,
        problems: [...problems, ...this.#found.filter(({ text }) => !known.includes(text))],
        timelines: this.#timelines.all,
        address: new URL(this.#address, location.href).href,
        preview: this.#preview,
        nameOf: (key, code) => this.#nameOf(key, code, config),
        onSet: (key, text) => this.#set(key, text),
      }),
      this.#document.body,
    );
  }

  /** The page is shown as the wall will be, and shows it. */
  #follow(config: WallConfig): void {
    const { lang, theme, feed } = config;
    this.#document.documentElement.lang = lang;
    this.#document.title = `Tradewall: ${setupMessage(lang, 'setup.title')}`;
    applyTheme(this.#document, theme);
    this.#timelines.follow(feedUrl(feed));
    const address = wallAddress(this.#draft);
    // What was found of another address says nothing of this one.
    if (address !== this.#address) this.#found = [];
    this.#address = address;
    this.#preview.show(address, setupMessage(lang, 'setup.preview'));
  }

  #nameOf(key: SettingKey, code: string, { lang, timeline }: WallConfig): string {
    const { feed, all } = this.#timelines;
    const shown = all.find(({ name }) => name === timeline) ?? all[0];
    const dimension = DIMENSIONS.find((name) => name === key);
    if (feed === null || shown === undefined || dimension === undefined) return code;
    return codeName(code, dimension, { feed, timeline: shown.name, lang, onLoaded: this.#onLoaded });
  }

  readonly #onLoaded = (): void => this.#update();

  async #learn(lang: Lang): Promise<void> {
    await learn(lang);
    this.#update();
  }
}
