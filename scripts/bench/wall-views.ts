import type { ViewRequest } from '../../protocol/view.js';

/** 24 views such as a dense wall has, on the simulated timeline; at a day per second most of them change in each tick. */
export function wallViews(): ViewRequest[] {
  const base = { timeline: 'simulated' } as const;
  const partners = ['USA', 'VNM', 'JPN', 'KOR', 'DEU', 'RUS', 'AUS', 'BRA', 'MYS', 'IND'];
  return [
    { ...base, measures: ['value', 'tonnage', 'records'], bucket: '1y', last: 1 },
    { ...base, measures: ['value', 'tonnage', 'records'], by: ['flow'], bucket: '1y', last: 1 },
    { ...base, measures: ['balance', 'coverage'], bucket: '1y', last: 1 },
    { ...base, measures: ['value', 'tonnage'], by: ['flow'], bucket: '1d', last: 365 },
    { ...base, measures: ['balance'], bucket: '1d', last: 365 },
    { ...base, measures: ['value'], by: ['flow'], bucket: '1mo', last: 24 },
    { ...base, measures: ['value'], by: ['partner', 'flow'], bucket: '1y', last: 1, top: 10 },
    { ...base, measures: ['tonnage'], by: ['port', 'flow'], bucket: '1y', last: 1, top: 10 },
    { ...base, measures: ['value'], by: ['commodity:2'], bucket: '1y', last: 1, top: 20 },
    { ...base, measures: ['value'], by: ['mode', 'flow'], bucket: '1y', last: 1 },
    { ...base, measures: ['value'], by: ['transport'], bucket: '1y', last: 1 },
    { ...base, measures: ['unitValue'], by: ['commodity:2'], bucket: '1mo', last: 1, top: 20 },
    ...partners.map((partner): ViewRequest => ({
      ...base,
      measures: ['value', 'tonnage'],
      by: ['flow'],
      where: { partner: [partner] },
      bucket: '1d',
      last: 90,
    })),
    { ...base, measures: ['value'], by: ['flow'], where: { commodity: ['85'] }, bucket: '1d', last: 90 },
    {
      ...base,
      measures: ['tonnage'],
      by: ['flow'],
      where: { commodity: ['26', '27'] },
      bucket: '1d',
      last: 90,
    },
  ];
}
