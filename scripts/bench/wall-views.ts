import type { ViewRequest } from '../../protocol/view.js';

const base = { timeline: 'simulated' } as const;

/** 24 views such as a dense wall has, on the simulated timeline; at a day per second most of them change in each tick. */
export function wallViews(): ViewRequest[] {
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
    ...partners.map(ofPartner),
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

/** Half as many again. */
export function poolOfViews(): ViewRequest[] {
  const partners = ['FRA', 'GBR', 'THA', 'SGP', 'IDN', 'NLD', 'CAN', 'MEX', 'SAU', 'ZAF', 'PHL', 'ITA'];
  return [...wallViews(), ...partners.map(ofPartner)];
}

/** As many as the wall has, out of that pool: others for each viewer, always the same for one. */
export function viewsOf(viewer: number): ViewRequest[] {
  const pool = poolOfViews();
  let state = viewer + 1;
  while (pool.length > wallViews().length) {
    // Numerical Recipes' generator: what it picks only has to differ.
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    pool.splice(state % pool.length, 1);
  }
  return pool;
}

function ofPartner(partner: string): ViewRequest {
  return {
    ...base,
    measures: ['value', 'tonnage'],
    by: ['flow'],
    where: { partner: [partner] },
    bucket: '1d',
    last: 90,
  };
}
