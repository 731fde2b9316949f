import { describe, expect, it } from 'vitest';
import { elementSources, type ElementSource } from '../../support/element-docs.js';

const sources = elementSources();
const byClass = new Map(sources.map((source) => [source.className, source]));
const elements = sources.filter(({ tag }) => tag !== null);

/** A class and those it extends. */
function chain(source: ElementSource): ElementSource[] {
  const base = byClass.get(source.base);
  return base === undefined ? [source] : [source, ...chain(base)];
}

const documented = (source: ElementSource, kind: string): string[] =>
  chain(source).flatMap((one) => one.documented[kind] ?? []);

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

describe.each(elements.map((source) => [source.tag, source] as const))('<%s>', (_tag, source) => {
  it('has every attribute documented, and no other', () => {
    const attributes = new Set(chain(source).flatMap((one) => one.attributes));
    expect([...attributes].filter((name) => !documented(source, 'attr').includes(name))).toEqual([]);
    expect(documented(source, 'attr').filter((name) => !attributes.has(name))).toEqual([]);
  });

  it('has every part and event documented', () => {
    const parts = chain(source).flatMap((one) => one.parts);
    expect(parts.filter((name) => name !== 'base' && !documented(source, 'csspart').includes(name))).toEqual(
      [],
    );
    const events = chain(source).flatMap((one) => one.events);
    expect(events.filter((name) => !documented(source, 'event').includes(name))).toEqual([]);
  });
});
