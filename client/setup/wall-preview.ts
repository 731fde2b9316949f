import type { ProblemsMessage, SettingProblem } from '../wall/setting-problem.js';

/** Screens that walls are on, wide ones and upright ones. */
export const SCREENS = [
  '1366x768',
  '1920x1080',
  '2560x1440',
  '3840x2160',
  '2560x1080',
  '3840x1080',
  '1280x1024',
  '1080x1920',
  '2160x3840',
] as const;

type Screen = (typeof SCREENS)[number];

/** A wall is loaded anew once nobody has typed for this long. */
const SETTLED_MS = 500;

/** Of the height of the window, what the preview takes at most. */
const MOST_HEIGHT = 0.6;

interface PreviewListener {
  /** Told what the wall names of its settings, each time that is something else. */
  readonly onProblems: (problems: readonly SettingProblem[]) => void;
  /** Told when it is seen in another size. */
  readonly onFit: () => void;
}

/** The wall itself, on a screen of a chosen size, scaled down to the room there is. */
export class WallPreview {
  readonly element = document.createElement('div');
  screen: Screen = '1920x1080';
  /** How large it is seen: 1 is its size. */
  scale = 1;
  readonly #frame = document.createElement('iframe');
  readonly #listener: PreviewListener;
  #address = '';
  #loading: ReturnType<typeof setTimeout> | undefined;

  constructor(listener: PreviewListener) {
    this.#listener = listener;
    this.element.className = 'preview';
    this.element.append(this.#frame);
    addEventListener('message', (event) => this.#hear(event));
    addEventListener('resize', () => this.#fit());
    new ResizeObserver(() => this.#fit()).observe(this.element);
  }

  choose(screen: string): void {
    this.screen = SCREENS.find((known) => known === screen) ?? this.screen;
    this.#fit();
  }

  /** Shows the wall at an address, the first at once. @param title what it is called for who can't see it */
  show(address: string, title: string): void {
    this.#frame.title = title;
    if (address === this.#address) return;
    const isFirst = this.#address === '';
    this.#address = address;
    clearTimeout(this.#loading);
    if (isFirst) this.#frame.src = address;
    // In place of what is there, so that the way back leads out of this page and not through all that was tried.
    else this.#loading = setTimeout(() => this.#frame.contentWindow?.location.replace(address), SETTLED_MS);
  }

  #hear({ source, origin, data }: MessageEvent<ProblemsMessage | null>): void {
    if (source !== this.#frame.contentWindow || origin !== location.origin) return;
    if (data?.type === 'tradewall-problems') this.#listener.onProblems(data.problems);
  }

  #fit(): void {
    const [width = 0, height = 0] = this.screen.split('x').map(Number);
    const scale = Math.min(this.element.clientWidth / width, (MOST_HEIGHT * innerHeight) / height, 1);
    Object.assign(this.#frame.style, {
      width: `${width}px`,
      height: `${height}px`,
      transform: `scale(${scale})`,
    });
    this.element.style.height = `${Math.ceil(height * scale)}px`;
    const isOther = scale !== this.scale;
    this.scale = scale;
    if (isOther) this.#listener.onFit();
  }
}
