import { ALERT_DIMENSIONS } from '../../protocol/alerts.js';
import { FLOWS } from '../../protocol/dimensions.js';
import { KNOWN } from '../../protocol/view.js';
import { LANGS } from '../locales/lang.js';
import { wallMessage } from '../locales/wall-message.js';
import { UNITS } from './reader-scales.js';
import { PAGE_NAMES } from './page-names.js';
import { amount, choice, codes, list, matching, number, text, type Setting } from './setting-kinds.js';

export const THEMES = ['dark', 'light', 'auto'] as const;

/** Whose events stand on the time axes; `auto` marks China's on simulated timelines, which are China's. */
const MARK_SETS = ['auto', 'china', 'none'] as const;

/** What unusual flows may be of. */
export const ALERT_KINDS = ['flow', ...ALERT_DIMENSIONS] as const;

/** Long enough to be read by someone who just looked up; an hour is as good as standing still. */
const INTERVAL_S = { from: 5, to: 3_600, isWhole: true };
const DEFAULT_INTERVAL_S = 30;

const OFFSET = { from: 0, to: PAGE_NAMES.length - 1, isWhole: true };

/** Up to tenfold; nothing in trade is told apart beyond. */
const CHANGE_PERCENT = { from: 0, to: 900, isWhole: true };

/** From across a table to the far end of a hall, and from a tablet to a wall of screens. */
const DISTANCE_M = { from: 0.5, to: 100, isWhole: false };
const DIAGONAL_IN = { from: 7, to: 1_000, isWhole: false };

/** What two seconds from across a hall are enough to read. */
const LONGEST_TITLE = 80;
const LONGEST_NAME = 40;

const LOGO = /^(https?:\/\/|\/|data:image\/)\S+$/;
const FEED = /^((wss?|https?):\/\/|\/)\S+$/;

/**
 * All settings of the wall, by what they are about: the one list that its address is read by, that `/wall/setup` makes its
 * form from and that README.md is compared with. Their words are in `client/locales/setup-*.ts`.
 */
export const SETTING_GROUPS = {
  head: {
    title: text(LONGEST_TITLE, null),
    logo: matching(
      (given) => LOGO.test(given),
      null,
      (lang) => wallMessage(lang, 'wall.expectedLogo'),
    ),
  },
  source: {
    timeline: text(200, null, 'timeline'),
    known: choice(KNOWN, 'now'),
    // Relative to any page: whether it is an address at all.
    feed: matching(
      (given) => FEED.test(given) && URL.canParse(given, 'http://localhost'),
      null,
      (lang) => wallMessage(lang, 'wall.expectedFeed'),
    ),
  },
  pages: {
    pages: list(PAGE_NAMES, ['overview'], { isOrdered: true }),
    interval: number(INTERVAL_S, DEFAULT_INTERVAL_S),
    offset: number(OFFSET, 0),
  },
  look: {
    lang: choice(LANGS, null, { zh: 'zh-CN' }),
    theme: choice(THEMES, 'dark'),
    distance: number(DISTANCE_M, null),
    diagonal: number(DIAGONAL_IN, null),
    units: choice(UNITS, 'auto'),
  },
  filters: {
    flow: choice(FLOWS, null),
    partner: codes('USA,JPN'),
    commodity: codes('85,870380'),
    port: codes('CNSHA,CNNGB'),
    mode: codes('0110,9610'),
    transport: codes('sea,air'),
  },
  marks: {
    marks: choice(MARK_SETS, 'auto'),
    alerts: list(ALERT_KINDS, ALERT_KINDS, { hasNone: true }),
    'alert-change': number(CHANGE_PERCENT, 0),
  },
  // China's annual means over 2021–2025, in yuan and tonnes; a setting, for every country has its own.
  plan: {
    'baseline-value': amount(42.3e12),
    'baseline-currency': matching(
      (given) => /^[A-Z]{3}$/.test(given),
      'CNY',
      (lang) => wallMessage(lang, 'wall.expectedCurrency'),
    ),
    'baseline-tonnage': amount(5.2e9),
    'baseline-name': text(LONGEST_NAME, '2021–2025'),
  },
} as const;

export type SettingGroup = keyof typeof SETTING_GROUPS;

const WALL_SETTINGS = {
  ...SETTING_GROUPS.head,
  ...SETTING_GROUPS.source,
  ...SETTING_GROUPS.pages,
  ...SETTING_GROUPS.look,
  ...SETTING_GROUPS.filters,
  ...SETTING_GROUPS.marks,
  ...SETTING_GROUPS.plan,
};

export type SettingKey = keyof typeof WALL_SETTINGS;

/** What each setting means. */
export type SettingValues = {
  readonly [Key in SettingKey]: (typeof WALL_SETTINGS)[Key] extends Setting<infer Value> ? Value : never;
};

/** Every setting by its name. */
export const SETTINGS: { readonly [Key in SettingKey]: Setting<SettingValues[Key]> } = WALL_SETTINGS;

export const SETTING_KEYS = Object.keys(SETTINGS) as SettingKey[];
