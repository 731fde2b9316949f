import { describe, expect, it } from 'vitest';
import type { TimelineInfo } from '../../../protocol/timeline-info.js';
import { CLOCK, NOON, useElementPage } from '../../support/element-page.js';
import { EVERY_ELEMENT, FIGURE_ELEMENTS } from '../../support/every-element.js';
import { figuresFor } from '../../support/figures.js';

const on = useElementPage();

const ALL = Object.entries(EVERY_ELEMENT).filter(([tag]) => tag !== 'trade-source');

/** What the browser itself tells of a server that refuses, or has no chapters, is not the elements'. */
const ownFaults = (): string[] =>
  on.faults.filter((fault) => !/WebSocket|Failed to load resource/.test(fault));

/** How the feed brings a state about: what it says of the timeline, and what becomes of it once all are there. */
interface Scene {
  readonly info?: Partial<TimelineInfo>;
  readonly before?: () => void;
  readonly after?: () => void;
}

const SCENES: Readonly<Record<string, Scene>> = {
  // Nobody has said hello yet.
  connecting: { before: () => void (on.host.feed.isSilent = true) },
  live: {},
  // The feed says nothing more.
  stale: { after: () => on.stop() },
  // The feed is gone, and figures are still there.
  offline: { after: hangUp },
  replaying: { info: { kind: 'replay', frequency: 'day' } },
  paused: { info: { kind: 'replay', clock: { ...CLOCK, state: 'paused' } } },
  ended: { info: { kind: 'replay', clock: { ...CLOCK, state: 'ended' } } },
};

function hangUp(): void {
  on.stop();
  on.host.feed.isRefusing = true;
  on.host.feed.dropViewers();
}

async function openIn({ info = {}, before, after }: Scene, state: string): Promise<void> {
  on.serve(info);
  before?.();
  await on.open(
    `<style>:root { color-scheme: light dark; background: Canvas }</style>${ALL.map(([, markup]) => markup).join('')}`,
  );
  if (before === undefined) on.keepLive();
  const first = after === undefined ? state : 'live';
  for (const [tag] of ALL) await on.comesTo(`main > ${tag}`, first);
  after?.();
  for (const [tag] of ALL) await on.comesTo(`main > ${tag}`, state);
}

describe.each(Object.entries(SCENES))('while %s', (state, scene) => {
  it.each(['dark', 'light'] as const)(
    'no element has a fault that axe can find, in %s',
    async (colorScheme) => {
      await on.page.emulateMedia({ colorScheme });
      await openIn(scene, state);
      expect(await on.audit()).toEqual([]);
      expect(ownFaults()).toEqual([]);
    },
  );
});

describe('while there is nothing to show', () => {
  it.each(Object.entries(FIGURE_ELEMENTS).filter(([tag]) => !['trade-ticker', 'trade-kpi'].includes(tag)))(
    '%s says so, under its own heading',
    async (tag, markup) => {
      on.host.feed.answer = (message) => ({ ...figuresFor(message, NOON), rows: [] });
      await on.open(markup.replace('></', ' label="Nobody"></'));
      await on.comesTo(tag, 'empty');
      await on.shows(tag, tag === 'trade-plan' ? /no data/ : /Nobody.*no data/);
      expect(await on.audit()).toEqual([]);
    },
  );

  it('a figure is a dash, with its reason', async () => {
    on.host.feed.answer = (message) => ({ ...figuresFor(message, NOON), rows: [] });
    await on.open('<trade-kpi label="Nobody"></trade-kpi>');
    await on.shows('trade-kpi', /Nobody.*–/);
    expect(await on.audit()).toEqual([]);
  });

  it('a ticker says that there are no records yet', async () => {
    on.host.feed.answer = (message) => ({ ...figuresFor(message, NOON), rows: [] });
    await on.open('<trade-ticker></trade-ticker>');
    await on.shows('trade-ticker', 'no records yet');
    expect(await on.audit()).toEqual([]);
  });
});

describe('where something is wrong', () => {
  it.each(ALL)(
    '%s says what, in its place and in the console, and nothing is thrown',
    async (tag, markup) => {
      const warned = on.page.waitForEvent('console', (line) => line.text().includes('got "gone"'));
      await on.open(markup.replace('></', ' timeline="gone"></'));
      await on.comesTo(tag, 'error');
      await on.shows(tag, 'timeline: expected one of demo, got "gone"');
      expect((await warned).text()).toMatch(new RegExp(`^<${tag}`));
      expect(await on.audit()).toEqual([]);
      expect(on.faults).toEqual([]);
    },
  );

  it.each(ALL)('%s names the source that it was to use and that is not there', async (tag, markup) => {
    await on.open(markup.replace('></', ' source="nowhere"></'));
    await on.shows(tag, 'there is no <trade-source id="nowhere"> on the page; add one, or leave source out');
    expect(on.faults).toEqual([]);
  });
});

describe('whatever an author writes', () => {
  const WORDS = [
    '',
    'value',
    'partner',
    'commodity:2',
    '1d',
    'all',
    '-1',
    '0',
    '1e9',
    'NaN',
    '🚢',
    'a'.repeat(300),
    '"><b>',
    'flow flow',
    'USA,,',
    'export',
  ];

  it('no element throws', { timeout: 120_000 }, async () => {
    const seed = Number(process.env['SEED'] ?? Date.now() % 1e9);
    console.log(`SEED=${seed}`);
    await on.open(ALL.map(([, markup]) => markup).join(''));
    on.keepLive();
    for (const [tag] of ALL) await on.comesTo(`main > ${tag}`, 'live');
    await on.page.evaluate(
      async ([tags, words, seed]) => {
        let state = seed;
        const random = (below: number): number => {
          state = (state * 48_271 + 11) % 2_147_483_647;
          return state % below;
        };
        for (let round = 0; round < 400; round++) {
          const element = document.querySelector(tags[random(tags.length)]!)!;
          const known = (element.constructor as unknown as { observedAttributes: string[] })
            .observedAttributes;
          const name = known[random(known.length)]!;
          if (random(4) === 0) element.removeAttribute(name);
          // Another feed would only be one that is not there.
          else if (name !== 'src') element.setAttribute(name, words[random(words.length)]!);
          if (round % 20 === 0) await new Promise((resolve) => requestAnimationFrame(resolve));
        }
        await new Promise((resolve) => setTimeout(resolve, 300));
      },
      [ALL.map(([tag]) => tag), WORDS, seed] as const,
    );
    expect(ownFaults()).toEqual([]);
  });
});
