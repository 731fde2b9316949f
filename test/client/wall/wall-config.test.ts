import { describe, expect, it } from 'vitest';
import { PAGE_NAMES } from '../../../client/wall/page-names.js';
import { readWallConfig } from '../../../client/wall/wall-config.js';

function read(query: string, browserLang = 'en-GB') {
  return readWallConfig(new URLSearchParams(query), browserLang);
}

describe('readWallConfig', () => {
  it('has a default for everything', () => {
    expect(read('')).toEqual({
      config: {
        timeline: null,
        title: null,
        logo: null,
        pages: ['overview'],
        intervalMs: 30_000,
        offset: 0,
        where: {},
        lang: 'en',
        theme: 'dark',
        viewing: null,
        units: 'auto',
        feed: null,
        marks: 'auto',
        alerts: ['flow', 'partner', 'commodity', 'port'],
        alertChange: 0,
        known: 'now',
        baseline: {
          name: '2021–2025',
          value: 42.3e12,
          currency: 'CNY',
          tonnage: 5.2e9,
          isValueGiven: false,
          isTonnageGiven: false,
        },
      },
      problems: [],
    });
  });

  it("takes the viewer's language unless the URL names one", () => {
    expect(read('', 'zh-TW').config.lang).toBe('zh-CN');
    expect(read('lang=en', 'zh-TW').config.lang).toBe('en');
    expect(read('lang=zh').config.lang).toBe('zh-CN');
  });

  it('takes every setting', () => {
    const { config, problems } = read(
      'timeline=demo&title=Port+of+X&logo=/x.svg&pages=Ports,overview&interval=45&offset=1' +
        '&flow=export&partner=USA,+JPN&lang=zh-CN&theme=LIGHT&units=chinese&distance=6.5&diagonal=86&feed=wss://host/feed&marks=none&alerts=port,partner&alert-change=40&known=then' +
        '&baseline-name=2019&baseline-value=1.5e12&baseline-currency=EUR&baseline-tonnage=off',
    );
    expect(problems).toEqual([]);
    expect(config).toEqual({
      timeline: 'demo',
      title: 'Port of X',
      logo: '/x.svg',
      pages: ['ports', 'overview'],
      intervalMs: 45_000,
      offset: 1,
      where: { flow: ['export'], partner: ['USA', 'JPN'] },
      lang: 'zh-CN',
      theme: 'light',
      viewing: { distanceM: 6.5, diagonalIn: 86 },
      units: 'chinese',
      feed: 'wss://host/feed',
      marks: 'none',
      alerts: ['port', 'partner'],
      alertChange: 40,
      known: 'then',
      baseline: {
        name: '2019',
        value: 1.5e12,
        currency: 'EUR',
        tonnage: null,
        isValueGiven: true,
        isTonnageGiven: true,
      },
    });
  });

  it.each([
    ['theme=purple', 'theme=purple: expected dark, light, auto'],
    ['lang=fr', 'lang=fr: expected en, zh-CN'],
    ['units=metric', 'units=metric: expected auto, international, chinese'],
    ['marks=all', 'marks=all: expected auto, china, none'],
    ['baseline-value=lots', 'baseline-value=lots: expected a number above 0, or off'],
    ['baseline-tonnage=-5', 'baseline-tonnage=-5: expected a number above 0, or off'],
    ['baseline-currency=yuan', 'baseline-currency=yuan: expected a currency code such as CNY'],
    ['interval=0', 'interval=0: expected a whole number from 5 to 3600'],
    ['interval=1.5m', 'interval=1.5m: expected a whole number from 5 to 3600'],
    ['distance=near&diagonal=65', 'distance=near: expected a number from 0.5 to 100'],
    ['distance=4&diagonal=5', 'diagonal=5: expected a number from 7 to 1000'],
    ['distance=4', 'distance=4: expected diagonal=… beside it, in inches'],
    ['diagonal=65', 'diagonal=65: expected distance=… beside it, in metres'],
    ['offset=-1', `offset=-1: expected a whole number from 0 to ${PAGE_NAMES.length - 1}`],
    ['pages=prots', `pages=prots: expected ${[...PAGE_NAMES, 'all'].join(', ')}`],
    ['flow=out', 'flow=out: expected import, export'],
    ['partner=USA;JPN', 'partner=USA;JPN: expected codes separated by commas, such as USA,JPN'],
    ['logo=x', 'logo=x: expected the address of a picture, such as /logo.svg'],
    [
      'logo=javascript:alert(1)',
      'logo=javascript:alert(1): expected the address of a picture, such as /logo.svg',
    ],
    ['logo=data:text/html,x', 'logo=data:text/html,x: expected the address of a picture, such as /logo.svg'],
    ['feed=host', 'feed=host: expected an address such as wss://host/feed'],
    ['feed=ws://[', 'feed=ws://[: expected an address such as wss://host/feed'],
    [`title=${'x'.repeat(81)}`, `title=${'x'.repeat(60)}…: expected a text of up to 80 characters`],
  ])('names what is wrong in %s, and takes the default', (query, problem) => {
    const { config, problems } = read(query);
    expect(problems.map(({ text }) => text)).toEqual([problem]);
    expect(config).toEqual(read('').config);
  });

  it('takes all pages by one word, and of a list those that exist, once each', () => {
    expect(read('pages=all').config.pages).toEqual(PAGE_NAMES);
    const { config, problems } = read('pages=ports,prots,plan,ports');
    expect(config.pages).toEqual(['ports', 'plan']);
    expect(problems).toHaveLength(1);
  });

  it('names a setting that does not exist, and goes on with the rest', () => {
    const { config, problems } = read('tilte=x&theme=light');
    expect(problems).toHaveLength(1);
    expect(problems[0]).toMatchObject({
      key: 'tilte',
      text: expect.stringMatching(/^tilte=x: expected title, logo, /),
    });
    expect(config.theme).toBe('light');
  });

  it('names a setting that is there twice, and takes the first', () => {
    const { config, problems } = read('theme=light&theme=dark');
    expect(config.theme).toBe('light');
    expect(problems).toEqual([
      { key: 'theme', text: 'theme=light: expected it once, and the first is taken' },
    ]);
  });

  it('says so in the language of the wall', () => {
    expect(read('lang=zh-CN&theme=purple').problems).toEqual([
      { key: 'theme', text: 'theme=purple：应为 dark, light, auto' },
    ]);
  });

  it('tells of no unusual flows where none are wanted, and names what there is nothing of', () => {
    expect(read('alerts=none').config.alerts).toEqual([]);
    expect(read('alerts=all').config.alerts).toHaveLength(4);
    const { config, problems } = read('alerts=partner,ship&alert-change=lots');
    expect(config).toMatchObject({ alerts: ['partner'], alertChange: 0 });
    expect(problems).toHaveLength(2);
    expect(problems[0]!.text).toContain('flow, partner, commodity, port, all, none');
  });
});
