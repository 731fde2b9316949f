import { foundAbove } from './page-rows.js';

interface UnreadPage {
  readonly title: RegExp;
  readonly what: string;
  readonly why: string;
}

const BY_MONTH = 'use the downloads of stats.customs.gov.cn, or table (5) by customs regime';

/** Tables of China Customs that are known and not read. Their numbers change with the years, so that words tell them. */
const UNREAD_PAGES: readonly UnreadPage[] = [
  {
    title: /Selected Commodities by (?:Major )?Customs Regimes?/i,
    what: "China Customs' table (18) by commodity and regime",
    why: `its groups of commodities overlap and contain other rows, so that they add up to no total; ${BY_MONTH}`,
  },
  {
    title: /by Type (?:of )?Enterprise and (?:by )?Customs Regime/i,
    what: "China Customs' table (6) or (7) by type of enterprise and regime",
    why: `it has the year to date, broken down by who trades, which is no dimension of a record; ${BY_MONTH}`,
  },
  {
    title: /Export & Import Values by Country/i,
    what: "China Customs' preliminary table (4) by country and region",
    why: `its groups (ASEAN, EU, RCEP) overlap and contain other rows, and most countries are left out; ${BY_MONTH}`,
  },
  {
    title:
      /(?:Major|Selected) (?:Export|Import) Commodities|(?:Export|Import)s? of (?:Major|Selected) Commodities/i,
    what: "China Customs' table of selected commodities",
    why: `its groups of commodities overlap, and each quantity has a unit of its own; ${BY_MONTH}`,
  },
];

/** What a page is that holds trade and can't be read, and why; undefined where it is none that is known. */
export function unreadPage(lines: readonly string[]): Omit<UnreadPage, 'title'> | undefined {
  return UNREAD_PAGES.find(({ title }) => foundAbove(lines, title) !== null);
}
