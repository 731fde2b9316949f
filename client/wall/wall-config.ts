import { ALERT_DIMENSIONS } from '../../protocol/alerts.js';
import { DIMENSIONS, type Dimension } from '../../protocol/dimensions.js';
import { KNOWN, type Known } from '../../protocol/view.js';
import { LANGS, langOf, type Lang } from '../locales/lang.js';
import { wallMessage } from '../locales/wall-message.js';
import { PAGE_NAMES, type PageName } from './page-names.js';
import { SettingReader } from './setting-reader.js';

export const THEMES = ['dark', 'light', 'auto'] as const;

export type Theme = (typeof THEMES)[number];

/** Whose events stand on the time axes; `auto` marks China's on simulated timelines, which are China's. */
export const MARK_SETS = ['auto', 'china', 'none'] as const;

export type MarkSet = (typeof MARK_SETS)[number];

/** What unusual flows may be of. */
export const ALERT_KINDS = ['flow', ...ALERT_DIMENSIONS] as const;

export type AlertKind = (typeof ALERT_KINDS)[number];

/** What the year is measured against: an annual mean, in the currency it was published in. */
export interface Baseline {
  readonly name: string;
  /** Per year, in the currency's major unit; null leaves value out. */
  readonly value: number | null;
  readonly currency: string;
  /** Tonnes per year; null leaves tonnage out. */
  readonly tonnage: number | null;
  /** Whether the address gives the figures itself, so that they are meant for whatever timeline is shown. */
  readonly isValueGiven: boolean;
  readonly isTonnageGiven: boolean;
}

/** What the wall's URL says, with every default filled in. */
export interface WallConfig {
  /** Null takes the first timeline that the feed names. */
  readonly timeline: string | null;
  /** Null takes the timeline's own. */
  readonly title: string | null;
  /** Address of a picture before the title. */
  readonly logo: string | null;
  /** Shown in turn; never empty. */
  readonly pages: readonly PageName[];
  /** How long each page is shown. */
  readonly intervalMs: number;
  /** By how many turns this screen is ahead of the others. */
  readonly offset: number;
  /** All that is shown is only of these codes; without a dimension all of it is. */
  readonly where: Readonly<Partial<Record<Dimension, string[]>>>;
  readonly lang: Lang;
  readonly theme: Theme;
  /** Feed of another host; null takes the one that served the page. */
  readonly feed: string | null;
  readonly marks: MarkSet;
  /** What unusual flows are told of; empty: none. */
  readonly alerts: readonly AlertKind[];
  /** Least change that is told, in percent, where that is more than the server's own. */
  readonly alertChange: number;
  /** Which of the figures that were revised. */
  readonly known: Known;
  readonly baseline: Baseline;
}

export interface ReadConfig {
  readonly config: WallConfig;
  /** One sentence per setting that could not be used: which, what it says, what is allowed. */
  readonly problems: readonly string[];
}

/** China's annual means over 2021–2025, in yuan and tonnes; a setting, for every country has its own. */
const CHINA_2021_2025: Baseline = {
  name: '2021–2025',
  value: 42.3e12,
  currency: 'CNY',
  tonnage: 5.2e9,
  isValueGiven: false,
  isTonnageGiven: false,
};

/** Long enough to be read by someone who just looked up. */
const DEFAULT_INTERVAL_S = 30;
const LONGEST_INTERVAL_S = 3_600;
const SHORTEST_INTERVAL_S = 5;

const KEYS = [
  'timeline',
  'title',
  'logo',
  'pages',
  'interval',
  'offset',
  ...DIMENSIONS,
  'lang',
  'theme',
  'feed',
  'marks',
  'alerts',
  'alert-change',
  'known',
  'baseline-name',
  'baseline-value',
  'baseline-currency',
  'baseline-tonnage',
];

/**
 * Reads the wall's query string. Nothing in it stops the wall: what can't be used is named and its default taken.
 * @param browserLang the viewer's own language, for a URL that names none.
 */
export function readWallConfig(query: URLSearchParams, browserLang: string): ReadConfig {
  const lang = langOf(query.get('lang') ?? browserLang);
  const settings = new SettingReader(query, lang);
  settings.refuseUnknown(KEYS);
  settings.choice('lang', ['zh', ...LANGS], 'en');
  const config: WallConfig = {
    timeline: settings.text('timeline'),
    title: settings.text('title'),
    logo: settings.matching(
      'logo',
      /^(https?:\/\/|\/|data:image\/)\S+$/,
      wallMessage(lang, 'wall.expectedLogo'),
      null,
    ),
    ...readRotation(settings),
    where: readFilters(settings, lang),
    lang,
    theme: settings.choice('theme', THEMES, 'dark'),
    feed: settings.matching(
      'feed',
      /^((wss?|https?):\/\/|\/)\S+$/,
      wallMessage(lang, 'wall.expectedFeed'),
      null,
    ),
    marks: settings.choice('marks', MARK_SETS, 'auto'),
    ...readAlerts(settings),
    known: settings.choice('known', KNOWN, 'now'),
    baseline: readBaseline(settings, lang),
  };
  return { config, problems: settings.problems };
}

function readRotation(settings: SettingReader): Pick<WallConfig, 'pages' | 'intervalMs' | 'offset'> {
  const seconds = settings.whole('interval', SHORTEST_INTERVAL_S, LONGEST_INTERVAL_S, DEFAULT_INTERVAL_S);
  return {
    pages: settings.list('pages', PAGE_NAMES, ['overview']),
    intervalMs: seconds * 1_000,
    offset: settings.whole('offset', 0, PAGE_NAMES.length - 1, 0),
  };
}

/** Tenfold; nothing in trade is told apart beyond. */
const MOST_CHANGE = 900;

function readAlerts(settings: SettingReader): Pick<WallConfig, 'alerts' | 'alertChange'> {
  const isOff = settings.text('alerts') === 'none';
  return {
    alerts: isOff ? [] : settings.list('alerts', ALERT_KINDS, ALERT_KINDS),
    alertChange: settings.whole('alert-change', 0, MOST_CHANGE, 0),
  };
}

function readFilters(settings: SettingReader, lang: Lang): WallConfig['where'] {
  const expected = wallMessage(lang, 'wall.expectedCodes');
  const filters = DIMENSIONS.map((dimension) => {
    const pattern = dimension === 'flow' ? /^(import|export)$/ : /^[\w.-]+(\s*,\s*[\w.-]+)*$/;
    const wanted = dimension === 'flow' ? 'import, export' : expected;
    return [dimension, settings.matching(dimension, pattern, wanted, null)] as const;
  });
  return Object.fromEntries(
    filters.flatMap(([dimension, codes]) => (codes === null ? [] : [[dimension, codes.split(/\s*,\s*/)]])),
  );
}

function readBaseline(settings: SettingReader, lang: Lang): Baseline {
  const { name, value, currency, tonnage } = CHINA_2021_2025;
  const expected = wallMessage(lang, 'wall.expectedCurrency');
  const givenValue = settings.amount('baseline-value', Number.NaN);
  const isValueGiven = !Number.isNaN(givenValue);
  const givenTonnage = settings.amount('baseline-tonnage', Number.NaN);
  const isTonnageGiven = !Number.isNaN(givenTonnage);
  return {
    name: settings.text('baseline-name') ?? name,
    value: isValueGiven ? givenValue : value,
    currency: settings.matching('baseline-currency', /^[A-Z]{3}$/, expected, currency),
    tonnage: isTonnageGiven ? givenTonnage : tonnage,
    isValueGiven,
    isTonnageGiven,
  };
}
