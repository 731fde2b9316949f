/** One picture of a page. */
export interface Picture {
  readonly file: string;
  readonly path: string;
  readonly width: number;
  readonly height: number;
  /** Of what was published, in its third year, and not of the simulated timeline. */
  readonly isReplay: boolean;
}

/** The pictures of the README, small enough to be kept with the sources. */
export const README_PICTURES: readonly Picture[] = [
  { file: 'wall.png', path: 'wall?lang=en', width: 1440, height: 810, isReplay: false },
  {
    file: 'wall-zh-light.png',
    path: 'wall?lang=zh-CN&theme=light',
    width: 1440,
    height: 810,
    isReplay: false,
  },
];

const PAGES = ['overview', 'partners', 'commodities', 'ports', 'modes', 'plan', 'replay', 'diagnostics'];
const SIZES = ['1366x768', '1920x1080', '2560x1080', '3840x1080', '3840x2160', '1080x1920', '390x844'];
const THEMES = ['dark', 'light'];
const LANGS = ['en', 'zh-CN'];

/** From how far, and of what diagonal: those that the wall is tested with, and no word of either. */
const VIEWINGS = {
  near: '',
  '4m': '&distance=4&diagonal=65',
  '8m': '&distance=8&diagonal=85',
};

/** What is in somebody's hand is seen from no distance, and a form from that of its desk. */
const IN_THE_HAND = '390x844';
const SETUP_SIZES = ['1366x768', '1920x1080', '3840x2160', IN_THE_HAND];

/**
 * Each page on each screen from each distance, and the page that sets one up, in each theme and language; with words, those
 * whose file names hold all of them: `3840x2160 light zh-CN 4m`, where `near` are those of no distance.
 */
export function allPictures(words: readonly string[]): readonly Picture[] {
  const pictures = [
    ...PAGES.flatMap((page) => SIZES.flatMap((size) => wallPictures(page, size))),
    ...setupPictures(),
  ];
  return pictures.filter(({ file }) => words.every((word) => file.includes(word)));
}

function wallPictures(page: string, size: string): Picture[] {
  return Object.entries(VIEWINGS)
    .filter(([name]) => size !== IN_THE_HAND || name === 'near')
    .flatMap(([name, viewing]) =>
      inAllLooks((look, query) => ({
        file: `${page}-${size}-${look}-${name}.png`,
        path: `wall?pages=${page}&${query}${viewing}`,
        ...sizeOf(size),
        isReplay: page === 'replay',
      })),
    );
}

function setupPictures(): Picture[] {
  return SETUP_SIZES.flatMap((size) =>
    inAllLooks((look, query) => ({
      file: `setup-${size}-${look}-near.png`,
      path: `wall/setup?${query}`,
      ...sizeOf(size),
      isReplay: false,
    })),
  );
}

function inAllLooks(picture: (look: string, query: string) => Picture): Picture[] {
  return THEMES.flatMap((theme) =>
    LANGS.map((lang) => picture(`${theme}-${lang}`, `theme=${theme}&lang=${lang}`)),
  );
}

function sizeOf(size: string): { width: number; height: number } {
  const [width = 0, height = 0] = size.split('x').map(Number);
  return { width, height };
}
