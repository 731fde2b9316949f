import { describe, expect, it } from 'vitest';
import { parseClientMessage } from '../../protocol/client-messages.js';
import { ProblemError, type Problem } from '../../protocol/errors.js';
import { parseView, viewKey } from '../../protocol/view.js';

function problemOf(run: () => unknown): Problem {
  try {
    run();
  } catch (fault) {
    if (fault instanceof ProblemError) return fault.problem;
    throw fault;
  }
  throw new Error('nothing was refused');
}

const subscribe = (view: object, more: object = {}): string =>
  JSON.stringify({
    type: 'subscribe',
    id: 'a',
    view: { timeline: 'live', measures: ['value'], ...view },
    ...more,
  });

describe('a client message', () => {
  it('is read with the defaults of its view filled in', () => {
    expect(parseClientMessage(subscribe({}))).toEqual({
      type: 'subscribe',
      id: 'a',
      resume: undefined,
      view: {
        timeline: 'live',
        measures: ['value'],
        by: [],
        where: {},
        bucket: '1s',
        last: 60,
        known: 'now',
        rankBy: 'value',
      },
    });
  });

  it.each([
    ['{', 'bad-message', undefined, 'expected JSON'],
    ['[]', 'bad-message', undefined, 'expected a JSON object'],
    [
      '{"type":"hallo"}',
      'unknown-type',
      'type',
      'expected one of subscribe, unsubscribe, control, open, close, got "hallo"',
    ],
    ['{}', 'unknown-type', 'type', 'got undefined'],
    ['{"type":"subscribe","id":"a"}', 'bad-message', 'view', 'missing'],
    [subscribe({}, { id: 7 }), 'bad-message', 'id', 'got 7'],
    [subscribe({}, { colour: 1 }), 'bad-message', 'colour', 'allowed are type, id, view, resume'],
    [subscribe({ bucket: '5s' }), 'bad-view', 'bucket', 'expected one of 1s, 10s, 1m'],
    [subscribe({ last: 0 }), 'bad-view', 'last', 'at least 1, got 0'],
    [subscribe({ last: 1e9 }), 'bad-view', 'last', 'at most 10000'],
    [subscribe({ last: 1.5 }), 'bad-view', 'last', 'got 1.5'],
    [subscribe({ measures: [] }), 'bad-view', 'measures', 'at least 1'],
    [subscribe({ measures: ['price'] }), 'bad-view', 'measures.0', 'got "price"'],
    [subscribe({ by: ['flow', 'port', 'mode'] }), 'bad-view', 'by', 'at most 2'],
    [subscribe({ where: { country: ['USA'] } }), 'bad-view', 'where.country', 'allowed are flow, partner'],
    [subscribe({ where: { partner: 'USA' } }), 'bad-view', 'where.partner', 'a list, got "USA"'],
    [subscribe({ where: { flow: ['transit'] } }), 'impossible-view', 'where.flow', 'got "transit"'],
    [subscribe({ measures: ['balance'], by: ['flow'] }), 'impossible-view', 'by', 'leave flow out'],
    [
      subscribe({ measures: ['coverage'], where: { flow: ['import'] } }),
      'impossible-view',
      'where.flow',
      'leave',
    ],
    [subscribe({ top: 5 }), 'impossible-view', 'top', 'no groups to rank'],
    [subscribe({ by: ['commodity', 'commodity:2'] }), 'impossible-view', 'by', 'given twice'],
    [
      '{"type":"control","request":1,"timeline":"x","command":"fly"}',
      'bad-control',
      'command',
      'play, pause',
    ],
    [
      // What JSON makes of NaN.
      '{"type":"control","request":1,"timeline":"x","command":"speed","speed":null}',
      'bad-control',
      'speed',
      'expected 1 to 315576000 event seconds per second, got null',
    ],
  ])(
    'that reads %s is refused by naming the place, the value and what is allowed',
    (text, code, field, words) => {
      const problem = problemOf(() => parseClientMessage(text));
      expect(problem).toMatchObject({ code, ...(field === undefined ? {} : { field }) });
      expect(problem.message).toContain(words);
      if (field !== undefined) expect(problem.message.startsWith(`${field}: `)).toBe(true);
    },
  );

  it('does not repeat a long value in full', () => {
    const problem = problemOf(() => parseClientMessage(subscribe({ bucket: 'x'.repeat(50_000) })));
    expect(problem.message.length).toBeLessThan(300);
  });

  it('can not reach the prototype of an object', () => {
    const text =
      '{"type":"subscribe","id":"a","view":{"timeline":"live","measures":["value"],"__proto__":{"top":5}}}';
    expect(problemOf(() => parseClientMessage(text)).code).toBe('bad-view');
    expect(({} as { top?: number }).top).toBeUndefined();
  });
});

describe('the key of a view', () => {
  it('is the same for views that ask for the same cells', () => {
    const one = parseView({ timeline: 'a', measures: ['value'], where: { partner: ['USA', 'JPN', 'USA'] } });
    const other = parseView({
      where: { partner: ['JPN', 'USA'] },
      bucket: '1s',
      measures: ['value'],
      timeline: 'a',
    });
    expect(viewKey(one)).toBe(viewKey(other));
  });

  it('differs for views that ask for other cells', () => {
    const keys = [{}, { last: 3 }, { bucket: '1d' }, { by: ['port'] }, { where: { port: ['A'] } }].map(
      (fields) => viewKey(parseView({ timeline: 'a', measures: ['value'], ...fields })),
    );
    expect(new Set(keys).size).toBe(keys.length);
  });
});
