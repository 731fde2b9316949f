import type { Problem } from '../../protocol/errors.js';
import type { ViewRequest } from '../../protocol/view.js';

/**
 * Where an element takes its figures from: a feed, and one of its timelines (the first, if none is named). What a source
 * may say beyond that is for elements that filter and control.
 */
export interface FeedSource {
  readonly src: string | null;
  readonly timeline: string | null;
  /** A private clock that is on its way, or can't be had: until then there is nothing to show. */
  readonly session?: 'opening' | Problem | null;
  /** Filters, for elements that have none of their own on the dimension. */
  readonly where?: NonNullable<ViewRequest['where']>;
  /** Of figures that were revised: `now` or `then`, for elements that don't say. */
  readonly known?: string | null;
  /** What control takes, where the timeline has a key, and who to say commands. */
  readonly controlKey?: string | null;
  readonly presenter?: string | null;
  /** Leads back from a replay to live figures, or from a private clock to the shared one; null where this is it. */
  readonly back?: { readonly to: 'live' | 'shared'; readonly go: () => void } | null;
  /** Address of a page that opens with the same picture; null where the source keeps no state in addresses. */
  readonly link?: (() => string) | null;
}

/** An element that offers a source to those inside it. */
export interface FeedSourceHost extends Element {
  readonly feedSource: FeedSource;
}

/**
 * Asks the ancestors for a source, through shadow roots: the nearest one answers by the callback, at once.
 * It is the `context-request` of the web components community protocol, so that other code can offer one too.
 */
export class SourceRequestEvent extends Event {
  readonly context = SOURCE_CONTEXT;
  readonly callback: (source: FeedSource) => void;

  constructor(callback: (source: FeedSource) => void) {
    super('context-request', { bubbles: true, composed: true });
    this.callback = callback;
  }
}

/** Has an element answer those inside it that ask for a source; while it does not answer, what is around it may. */
export function answerSource(host: FeedSourceHost, answers = (): boolean => true): void {
  host.addEventListener('context-request', (event) => {
    const { context, callback } = event as Event & Partial<SourceRequestEvent>;
    if (context !== SOURCE_CONTEXT || event.composedPath()[0] === host || !answers()) return;
    event.stopPropagation();
    callback?.(host.feedSource);
  });
}

/** Tells the source request from other context requests. */
export const SOURCE_CONTEXT = Symbol.for('tradewall.source');

const announcements = new EventTarget();

/** Says that a source has come, gone or changed, so that whoever found another, or none, looks again. */
export function announceSource(): void {
  announcements.dispatchEvent(new Event('change'));
}

/** Calls back on each announcement; returns what ends that. */
export function onSourceAnnounced(callback: () => void): () => void {
  announcements.addEventListener('change', callback);
  return () => announcements.removeEventListener('change', callback);
}

/** The source of the element with this id, in the same shadow root first, then in the document. */
export function sourceById(asker: Element, id: string): FeedSource | undefined {
  const root = asker.getRootNode();
  const near = root instanceof Document || root instanceof ShadowRoot ? root.getElementById(id) : null;
  const found = near ?? asker.ownerDocument.getElementById(id);
  return found !== null && 'feedSource' in found ? (found as FeedSourceHost).feedSource : undefined;
}

/** The source that the nearest ancestor offers. */
export function sourceAround(asker: Element): FeedSource | undefined {
  let source: FeedSource | undefined;
  asker.dispatchEvent(new SourceRequestEvent((found) => (source = found)));
  return source;
}
