import { EXPORT, IMPORT } from '../../../records/record-batch.js';
import { GAC_REVISED_MONTHS, type Sourced } from './published.js';

/** Mean annual value of exports and imports together in 2021-2025, CNY. */
export const ANNUAL_VALUE_CNY: Sourced<number> = {
  value: 42.3e12,
  source:
    'https://www.bastillepost.com/global/article/5538928-china-to-boost-both-exports-imports-in-2026-2030-customs-authority',
};

/** Mean annual tonnage supervised by customs in 2021-2025, both flows. */
export const ANNUAL_TONNES: Sourced<number> = {
  value: 5.2e9,
  source:
    'https://www.bastillepost.com/global/article/5538928-china-to-boost-both-exports-imports-in-2026-2030-customs-authority',
};

export const ANNUAL_DECLARATIONS: Sourced<number> = {
  value: 88_380_000,
  source: 'http://china.org.cn/china/2025-02/24/content_117729167.htm (declaration forms processed in 2024)',
};

/** Exports of 121.91 in 212.24 trillion CNY, the first releases of 2021 to 2025 added up. */
export const EXPORT_SHARE_OF_VALUE: Sourced<number> = {
  value: 0.5744,
  source:
    'derived: (21.73+23.97+23.77+25.45+26.99) of (39.10+42.07+41.76+43.84+45.47) tn CNY; first releases of 2022-01-14, 2023-01-13, 2024-01-12, 2025-01-13 (http://en.people.cn/n3/2025/0113/c90000-20265299.html), 2026-01-14 (https://www.yicaiglobal.com/news/chinas-foreign-trade-climbs-38-to-new-record-in-2025)',
};

/**
 * GAC publishes no tonnage by flow. The published bulk imports of 2025 alone (iron ore 1,260, crude 578, coal 490,
 * gas 128, soya 112 Mt and the other goods with a tonnage in release (6)) come to 2.8 bn t; bauxite and other ores,
 * liquefied petroleum gas, wood, chemicals, paper and sugar add about 0.65 bn by their estimated unit values.
 * What is left of 5.2 bn t is exports, though their unit values explain only 1 bn of it: the figure counts all cargo
 * that customs supervises, which is more than the goods of the trade statistics.
 */
export const IMPORT_SHARE_OF_TONNES: Sourced<number> = {
  value: 3.45 / 5.2,
  source:
    'derived: bulk tonnages of release (6) and press reports of GAC figures for 2025, see the comment above',
};

/** Share of the year's value in January to December, mean of 2023-2025; includes those years' Lunar New Years. */
export const EXPORT_MONTH_SHARES: Sourced<readonly number[]> = {
  value: [0.0853, 0.0602, 0.0834, 0.0834, 0.0837, 0.0853, 0.0841, 0.0852, 0.0865, 0.0828, 0.0871, 0.0929],
  source: `derived: month / sum of months, 2023-2025; ${GAC_REVISED_MONTHS}`,
};

export const IMPORT_MONTH_SHARES: Sourced<readonly number[]> = {
  value: [0.0778, 0.0726, 0.085, 0.0831, 0.084, 0.0819, 0.0828, 0.0846, 0.0883, 0.0839, 0.0852, 0.0911],
  source: `derived: month / sum of months, 2023-2025; ${GAC_REVISED_MONTHS}`,
};

/** The years whose mean the month shares are. */
export const MONTH_SHARE_YEARS = [2023, 2024, 2025] as const;

/** Value of a flow in a mean year, fen. */
export function annualValueFen(flow: number): number {
  const share = flow === EXPORT ? EXPORT_SHARE_OF_VALUE.value : 1 - EXPORT_SHARE_OF_VALUE.value;
  return Math.round(ANNUAL_VALUE_CNY.value * share) * 100;
}

/** Weight of a flow in a mean year, kg. */
export function annualKg(flow: number): number {
  const share = flow === IMPORT ? IMPORT_SHARE_OF_TONNES.value : 1 - IMPORT_SHARE_OF_TONNES.value;
  return Math.round(ANNUAL_TONNES.value * share) * 1000;
}
