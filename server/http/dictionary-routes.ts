import { Hono } from 'hono';
import { DIMENSIONS, type Dimension } from '../../protocol/dimensions.js';
import { ProblemError } from '../../protocol/errors.js';
import { dictionaryNames } from '../dictionaries/dictionary-names.js';
import type { Timeline } from '../timelines/timeline.js';
import { findTimeline } from '../timelines/find-timeline.js';

const LANGUAGES = ['en', 'zh-CN'] as const;

/** Names that the files of a timeline give its codes. */
export type FileNames = (timeline: string, dimension: Dimension) => Promise<Readonly<Record<string, string>>>;

/**
 * `GET /api/dictionaries/{dimension}?lang=en&timeline=NAME`: the names of a dimension's codes. Those that the timeline's
 * own files give go before ours.
 */
export function dictionaryRoutes(timelines: ReadonlyMap<string, Timeline>, fileNames: FileNames): Hono {
  const routes = new Hono();
  routes.get('/:dimension', async (context) => {
    const dimension = oneOf(DIMENSIONS, 'dimension', context.req.param('dimension'));
    const lang = oneOf(LANGUAGES, 'lang', context.req.query('lang') ?? 'en');
    const timeline = context.req.query('timeline');
    const own =
      timeline === undefined ? {} : await fileNames(findTimeline(timelines, timeline).name, dimension);
    return context.json({ ...dictionaryNames(dimension, lang), ...own });
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
