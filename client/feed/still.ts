import { ProblemError, type Problem } from '../../protocol/errors.js';
import type { ViewUpdate } from '../../protocol/server-messages.js';
import type { TimelineInfo } from '../../protocol/timeline-info.js';
import type { View } from '../../protocol/view.js';
import { besideFeed } from './feed-url.js';
import { ViewData } from './view-data.js';

/** A view as it stands at one instant, with a clock that rests there. */
export interface Still {
  readonly timeline: TimelineInfo;
  readonly data: ViewData;
}

/** Which view of which server. */
export interface StillRequest {
  /** Address of the feed. */
  readonly url: string;
  readonly view: View;
  /** The server's own name of the timeline, not that of a private clock over it. */
  readonly timeline: string;
}

/**
 * A view at an instant (epoch ms), for the same instant always the same.
 * @throws ProblemError what the server refused, and why
 */
export async function fetchStill(request: StillRequest, at: number, signal?: AbortSignal): Promise<Still> {
  const response = await fetchView(request, at, 'application/json', signal);
  const { timeline, asOf, ...update } = (await response.json()) as ViewUpdate & {
    timeline: TimelineInfo;
    asOf: number;
  };
  const data = new ViewData(request.view, timeline);
  data.apply(update);
  const state = timeline.to !== null && asOf >= timeline.to ? 'ended' : 'paused';
  return {
    timeline: { ...timeline, clock: { ...timeline.clock, time: asOf, watermark: asOf, state } },
    data,
  };
}

/**
 * The same in a form that the server offers: `application/json`, `text/csv` …
 * @throws ProblemError what the server refused, and why
 */
export async function fetchView(
  { url, view, timeline }: StillRequest,
  at: number,
  accept: string,
  signal?: AbortSignal,
): Promise<Response> {
  const query = new URLSearchParams({
    timeline,
    measures: view.measures.join(),
    bucket: view.bucket,
    last: String(view.last),
    known: view.known,
    at: String(at),
  });
  if (view.by.length > 0) query.set('by', view.by.join());
  for (const [dimension, codes] of Object.entries(view.where)) query.set(`where.${dimension}`, codes.join());
  if (view.top !== undefined) {
    query.set('top', String(view.top));
    query.set('rankBy', view.rankBy);
  }
  const response = await fetch(besideFeed(url, `/api/view?${query.toString()}`), {
    headers: { Accept: accept },
    ...(signal === undefined ? {} : { signal }),
  });
  if (response.ok) return response;
  throw new ProblemError((await response.json()) as Problem);
}
