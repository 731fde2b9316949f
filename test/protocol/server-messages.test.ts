import { describe, expect, it } from 'vitest';
import { ProblemError, type Problem } from '../../protocol/errors.js';
import { parseServerMessage } from '../../protocol/server-messages.js';

function problemOf(text: string): Problem {
  try {
    parseServerMessage(text);
  } catch (fault) {
    if (fault instanceof ProblemError) return fault.problem;
    throw fault;
  }
  throw new Error('nothing was refused');
}

describe('a server message', () => {
  it('is read with fields that are not known yet left aside', () => {
    const text = '{"type":"bye","reason":"deploy","retryAfter":2,"mood":"calm"}';
    expect(parseServerMessage(text)).toEqual({ type: 'bye', reason: 'deploy', retryAfter: 2 });
  });

  it.each([
    ['<html>', 'bad-message', 'message', 'expected JSON, got "<html>"'],
    [
      '{"type":"hail"}',
      'unknown-type',
      'type',
      'expected one of hello, update, reply, error, bye, got "hail"',
    ],
    ['{"type":"toString"}', 'unknown-type', 'type', 'got "toString"'],
    ['{"type":"bye","reason":"deploy"}', 'bad-message', 'retryAfter', 'missing; expected number'],
    [
      '{"type":"update","seq":1,"from":0,"clock":{},"resume":"a.1","views":{"x":{"kind":"snapshot"}}}',
      'bad-message',
      'views.x.window',
      'missing; expected an object',
    ],
    ['{"type":"update","seq":"1"}', 'bad-message', 'seq', 'expected number, got "1"'],
  ])('that reads %s is refused by naming the place', (text, code, place, words) => {
    const problem = problemOf(text);
    expect(problem.code).toBe(code);
    expect(problem.message).toContain(`${place}: `);
    expect(problem.message).toContain(words);
  });
});
