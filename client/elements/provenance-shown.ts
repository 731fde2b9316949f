import { announceSource } from '../feed/feed-source.js';

/** Timelines whose kind, SIMULATED, REPLAY or LIVE, is on the page, by whom. */
const shown = new Map<object, string>();

/**
 * Says that an element shows a timeline's provenance for all the others on the page, or (null) that it no longer does.
 * @param timeline as `provenanceKey` names it
 */
export function showProvenance(owner: object, timeline: string | null): void {
  if (shown.get(owner) === (timeline ?? undefined)) return;
  if (timeline === null) shown.delete(owner);
  else shown.set(owner, timeline);
  announceSource();
}

/** Whether figures of a timeline may leave it to another element of the page to say what they are. */
export function isProvenanceShown(timeline: string): boolean {
  return [...shown.values()].includes(timeline);
}

export function provenanceKey(feed: string, timeline: string): string {
  return `${feed} ${timeline}`;
}
