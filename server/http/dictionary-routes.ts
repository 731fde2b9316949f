import { Hono } from 'hono';
import { DIMENSIONS } from '../../protocol/dimensions.js';
import { ProblemError } from '../../protocol/errors.js';
import { dictionaryNames } from '../dictionaries/dictionary-names.js';

const LANGUAGES = ['en', 'zh-CN'] as const;

/** `GET /api/dictionaries/{dimension}?lang=en`: the names of a dimension's codes. */
export function dictionaryRoutes(): Hono {
  const routes = new Hono();
  routes.get('/:dimension', (context) => {
    const dimension = oneOf(DIMENSIONS, 'dimension', context.req.param('dimension'));
    const lang = oneOf(LANGUAGES, 'lang', context.req.query('lang') ?? 'en');
    return context.json(dictionaryNames(dimension, lang));
  });
  return routes;
}

function oneOf<T extends string>(allowed: readonly T[], field: string, value: string): T {
  const found = allowed.find((choice) => choice === value);
  if (found !== undefined) return found;
  throw new ProblemError({
    code: 'bad-request',
    field,
    message: `${field}: expected one of ${allowed.join(', ')}, got ${JSON.stringify(value.slice(0, 80))}`,
  });
}
