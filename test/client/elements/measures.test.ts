import { describe, expect, it } from 'vitest';
import { useElementPage } from '../../support/element-page.js';

const on = useElementPage();

const DRAWS_AMOUNTS = ['trade-treemap', 'trade-flow', 'trade-map', 'trade-balance'];

describe.each(DRAWS_AMOUNTS)('%s', (tag) => {
  it.each([
    'valueYearToDate',
    'tonnageRolling12Months',
    'recordsAnnualised',
    'tonnageRate',
    'value',
    'tonnage',
    'records',
  ])('draws %s, which adds up', async (measure) => {
    await on.open(`<${tag} measure="${measure}"></${tag}>`);
    await on.comesTo(tag, 'live');
    expect(on.views.at(-1)!.view.measures[0]).toBe(measure);
    expect(on.faults).toEqual([]);
  });

  it.each(['coverage', 'balance', 'unitValue', 'valueShare', 'totalTrade', 'valueYearOnYear', 'turnover'])(
    'says of %s what to write instead',
    async (measure) => {
      await on.open(`<${tag} measure="${measure}"></${tag}>`);
      await on.shows(
        tag,
        /measure: expected one of value, tonnage, records, tonnageRate, valueYearToDate, .* got "/,
      );
      expect(on.faults).toEqual([]);
    },
  );
});

describe('a treemap of a measure without a year on year', () => {
  it('has no key to colours that mean nothing there', async () => {
    await on.open('<trade-treemap by="partner" measure="tonnageRate"></trade-treemap>');
    await on.shows('trade-treemap', 'United States');
    expect(await on.textOf('trade-treemap')).not.toContain('on year');
  });
});

describe('a figure', () => {
  it.each([
    [
      'compare="year" measure="coverage"',
      'compare: there is no year on year of coverage; leave out compare, or take another',
    ],
    [
      'compare="year" measure="valueRolling12Months"',
      'compare: there is no year on year of valueRolling12Months',
    ],
    ['compare="year" rate="second"', 'compare: there is no year on year of a rate; leave out compare'],
    ['compare="year" bucket="all"', 'compare: there is no year on year of bucket all'],
    ['compare="month"', 'compare: expected one of year, got "month"'],
    ['rate="second" measure="coverage"', 'rate: coverage is no sum; use measure value, tonnage or records'],
  ])('with %s says what to write instead', async (attributes, problem) => {
    await on.open(`<trade-kpi ${attributes}></trade-kpi>`);
    await on.shows('trade-kpi', problem);
    expect(on.faults).toEqual([]);
  });

  it('compares a sum of the year to date', async () => {
    await on.open('<trade-kpi compare="year" measure="valueYearToDate"></trade-kpi>');
    await on.shows('trade-kpi', /▲.4\.1/);
  });
});

describe('a mirrored chart', () => {
  it('says that it is by flow, rather than leave another grouping out of account', async () => {
    await on.open('<trade-chart type="mirrored" by="partner" bucket="1mo" last="6"></trade-chart>');
    await on.shows(
      'trade-chart',
      'by: mirrored sets exports against imports, got "partner"; leave out by, or use type line',
    );
    await on.open('<trade-chart type="mirrored" by="flow" bucket="1mo" last="6"></trade-chart>');
    await on.comesTo('trade-chart', 'live');
  });
});
