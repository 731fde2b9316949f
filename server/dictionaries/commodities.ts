import { CHAPTERS } from './commodity-chapters.js';
import { HEADINGS } from './commodity-headings.js';
import { SECTIONS } from './commodity-sections.js';
import type { NameLanguage } from './partners.js';

const NAMES = new Map([...CHAPTERS, ...HEADINGS].map(([code, en, zh]) => [code, [en, zh] as const]));

/**
 * Short name of what an HS code of any length falls under: its heading, else its chapter, else the code itself.
 * Takes residual codes too (`73--` is chapter 73).
 */
export function commodityName(code: string, language: NameLanguage): string {
  const names = NAMES.get(code.slice(0, 4)) ?? NAMES.get(code.slice(0, 2));
  return names?.[language === 'en' ? 0 : 1] ?? code;
}

/**
 * Number of the HS section that a code falls in: 1 to 21, or 22 for chapters 98 and 99; undefined for what is no
 * HS code, and for chapter 77, which is reserved.
 */
export function sectionOf(code: string): number | undefined {
  const chapter = code.slice(0, 2);
  if (!/^\d\d$/.test(chapter) || chapter === '77') return undefined;
  const number = Number(chapter);
  return SECTIONS.find(({ chapters: [first, last] }) => number >= first && number <= last)?.number;
}

/** All chapters and the headings that have a name here. */
export function commodityCodes(): Iterable<string> {
  return NAMES.keys();
}
