import type { Lang } from '../locales/lang.js';
import { wallMessage } from '../locales/wall-message.js';
import { shortened, type SettingProblem } from './setting-problem.js';

/** Of the title's type: its height, the most of its width and the gap beside it; see `header img` in wall.css. */
const HEIGHT_EM = 1.375;
const MOST_WIDTH_EM = 11;
const GAP_EM = 0.8;

/** A server that was away for a moment is asked again; a wall hangs for months. */
const RETRY_MS = 60_000;

/** Loads the picture before the title: one that does not come leaves the rest of the wall as it is. */
export class LogoWatch {
  #state: 'loading' | 'shown' | 'failed' | 'forbidden' = 'loading';
  /** What the picture takes of the line of the title, in em of its type; 0 without one. */
  widthEm = 0;
  readonly #logo: string | null;
  readonly #onChange: () => void;

  /** @param onChange told when the picture has come, or can't be had */
  constructor(logo: string | null, onChange: () => void) {
    this.#logo = logo;
    this.#onChange = onChange;
    if (logo === null) return;
    document.addEventListener('securitypolicyviolation', ({ effectiveDirective }) => {
      if (effectiveDirective === 'img-src') this.#become('forbidden');
    });
    this.#load(logo);
  }

  /** Address of the picture once it is there. */
  get shown(): string | null {
    return this.#state === 'shown' ? this.#logo : null;
  }

  /** What is wrong with the setting, in the words of the wall. */
  problems(lang: Lang): SettingProblem[] {
    if (this.#logo === null || this.#state === 'loading' || this.#state === 'shown') return [];
    const key = this.#state === 'failed' ? 'wall.logoFailed' : 'wall.logoForbidden';
    return [{ key: 'logo', text: wallMessage(lang, key, { logo: shortened(this.#logo) }) }];
  }

  #load(logo: string): void {
    const picture = new Image();
    picture.addEventListener('load', () => this.#show(picture));
    picture.addEventListener('error', () => this.#fail(logo));
    picture.src = logo;
  }

  #show({ naturalWidth, naturalHeight }: HTMLImageElement): void {
    this.widthEm = Math.min(MOST_WIDTH_EM, (HEIGHT_EM * naturalWidth) / naturalHeight) + GAP_EM;
    this.#become('shown');
  }

  /** The policy of the page will be the same in a minute. */
  #fail(logo: string): void {
    if (this.#state === 'forbidden') return;
    this.#become('failed');
    setTimeout(() => {
      if (this.#state === 'failed') this.#load(logo);
    }, RETRY_MS);
  }

  #become(state: 'shown' | 'failed' | 'forbidden'): void {
    this.#state = state;
    this.#onChange();
  }
}
