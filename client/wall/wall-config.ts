import { DIMENSIONS, type Dimension } from '../../protocol/dimensions.js';
import type { Known } from '../../protocol/view.js';
import { langOf, type Lang } from '../locales/lang.js';
import { wallMessage } from '../locales/wall-message.js';
import type { PageName } from './page-names.js';
import type { SettingProblem } from './setting-problem.js';
import type { Units } from './reader-scales.js';
import { SettingReader } from './setting-reader.js';
import type { Viewing } from './type-scale.js';
import { SETTINGS, type SettingValues } from './wall-settings.js';

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
  readonly where: Readonly<Partial<Record<Dimension, readonly string[]>>>;
  readonly lang: Lang;
  readonly theme: SettingValues['theme'];
  /** Null where it is not said from how far the wall is seen: type is as large as the screen's size has it. */
  readonly viewing: Viewing | null;
  /** By what large figures are scaled. */
  readonly units: Units;
  /** Feed of another host; null takes the one that served the page. */
  readonly feed: string | null;
  readonly marks: SettingValues['marks'];
  /** What unusual flows are told of; empty: none. */
  readonly alerts: SettingValues['alerts'];
  /** Least change that is told, in percent, where that is more than the server's own. */
  readonly alertChange: number;
  /** Which of the figures that were revised. */
  readonly known: Known;
  readonly baseline: Baseline;
}

export interface ReadConfig {
  readonly config: WallConfig;
  readonly problems: readonly SettingProblem[];
}

/**
 * Reads the wall's query string. Nothing in it stops the wall: what can't be used is named and its default taken.
 * @param browserLang the viewer's own language, for a URL that names none.
 */
export function readWallConfig(query: URLSearchParams, browserLang: string): ReadConfig {
  const lang = wallLang(query, browserLang);
  const settings = new SettingReader(query, lang);
  const config: WallConfig = {
    timeline: settings.get('timeline'),
    title: settings.get('title'),
    logo: settings.get('logo'),
    pages: settings.get('pages'),
    intervalMs: settings.get('interval') * 1_000,
    offset: settings.get('offset'),
    where: readFilters(settings),
    lang: settings.get('lang') ?? lang,
    theme: settings.get('theme'),
    viewing: readViewing(settings, lang),
    units: settings.get('units'),
    feed: settings.get('feed'),
    marks: settings.get('marks'),
    alerts: settings.get('alerts'),
    alertChange: settings.get('alert-change'),
    known: settings.get('known'),
    baseline: readBaseline(settings),
  };
  return { config, problems: settings.problems };
}

/** The language in which a wall speaks, also of what is wrong with its settings. */
export function wallLang(query: URLSearchParams, browserLang: string): Lang {
  return langOf(query.get('lang')?.trim() || browserLang);
}

/** One says nothing without the other. */
function readViewing(settings: SettingReader, lang: Lang): Viewing | null {
  const [distanceM, diagonalIn] = [settings.get('distance'), settings.get('diagonal')];
  if (distanceM !== null && diagonalIn !== null) return { distanceM, diagonalIn };
  const isWrong = settings.problems.some(({ key }) => key === 'distance' || key === 'diagonal');
  if (isWrong) return null;
  if (distanceM !== null) settings.refuse('distance', wallMessage(lang, 'wall.expectedDiagonal'));
  if (diagonalIn !== null) settings.refuse('diagonal', wallMessage(lang, 'wall.expectedDistance'));
  return null;
}

function readFilters(settings: SettingReader): WallConfig['where'] {
  const filters = DIMENSIONS.map((dimension) => {
    const codes = settings.get(dimension);
    return [dimension, typeof codes === 'string' ? [codes] : codes] as const;
  });
  return Object.fromEntries(filters.filter(([, codes]) => codes !== null));
}

function readBaseline(settings: SettingReader): Baseline {
  const [value, tonnage] = [settings.given('baseline-value'), settings.given('baseline-tonnage')];
  return {
    name: settings.get('baseline-name'),
    value: value === undefined ? SETTINGS['baseline-value'].initial : value,
    currency: settings.get('baseline-currency'),
    tonnage: tonnage === undefined ? SETTINGS['baseline-tonnage'].initial : tonnage,
    isValueGiven: value !== undefined,
    isTonnageGiven: tonnage !== undefined,
  };
}
