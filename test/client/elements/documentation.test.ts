import { describe, expect, it } from 'vitest';
import { readElements } from '../../../scripts/manifest/read-elements.js';
import { elementSources, type ElementSource } from '../../support/element-docs.js';

const sources = elementSources();
const byClass = new Map(sources.map((source) => [source.className, source]));
const elements = sources.filter(({ tag }) => tag !== null);
const manifest = new Map(readElements().map((element) => [element.tagName, element]));

/** A class and those it extends. */
function chain(source: ElementSource): ElementSource[] {
  const base = byClass.get(source.base);
  return base === undefined ? [source] : [source, ...chain(base)];
}

const documented = (source: ElementSource, kind: string): string[] => [
  ...new Set(chain(source).flatMap((one) => one.documented[kind] ?? [])),
];

/** The states that an element has as its `state`; which it is in is only known when it runs. */
const OWN_STATES = [
  'connecting',
  'live',
  'replaying',
  'paused',
  'ended',
  'stale',
  'offline',
  'empty',
  'error',
];

function used(source: ElementSource, kind: keyof ElementSource['used']): string[] {
  const classes = chain(source);
  const own = kind === 'cssstate' && classes.some(({ className }) => className === 'TradeElement');
  return [...new Set([...classes.flatMap((one) => one.used[kind]), ...(own ? OWN_STATES : [])])];
}

/** What of the comments is where in custom-elements.json, from which the reference is made. */
const IN_MANIFEST = {
  attr: 'attributes',
  csspart: 'cssParts',
  cssprop: 'cssProperties',
  cssstate: 'cssStates',
  slot: 'slots',
  event: 'events',
} as const;

/** Colours and the font are told once, of all elements, though few use each of them. */
const ofAll = byClass.get('TradeElement')!.documented['cssprop']!;

it('each colour is used by some element', () => {
  const colors = elements.flatMap((source) => used(source, 'cssprop'));
  expect(ofAll.filter((name) => !colors.includes(name))).toEqual([]);
});

it('there are elements', () => {
  expect(elements.map(({ tag }) => tag)).toEqual(
    expect.arrayContaining(['trade-chart', 'trade-map', 'trade-transport']),
  );
});

describe.each(sources.map((source) => [source.className, source] as const))('%s', (_name, source) => {
  it('is documented in the one form from which the manifest is made', () => {
    expect(source.malformed).toEqual([]);
  });
});

describe.each(elements.map((source) => [source.tag!, source] as const))('<%s>', (tag, source) => {
  it('has every attribute documented, and no other', () => {
    const attributes = chain(source).flatMap((one) => one.attributes);
    expect(documented(source, 'attr').sort()).toEqual([...new Set(attributes)].sort());
  });

  it.each(['csspart', 'cssstate', 'slot', 'event'] as const)(
    'has every %s documented, and no other',
    (kind) => {
      expect(documented(source, kind).sort()).toEqual(used(source, kind).sort());
    },
  );

  it('has every custom property documented, and none that it knows nothing of', () => {
    const known = documented(source, 'cssprop');
    expect(used(source, 'cssprop').filter((name) => !known.includes(name))).toEqual([]);
    const unused = known.filter((name) => !used(source, 'cssprop').includes(name));
    expect(unused.filter((name) => !ofAll.includes(name))).toEqual([]);
  });

  it.each(Object.entries(IN_MANIFEST))(
    'has each %s of its comments among its %s in the manifest',
    (kind, name) => {
      const described = manifest.get(tag)![name].map((one) => one.name);
      expect(described.sort()).toEqual(documented(source, kind).sort());
    },
  );
});
