import { DIMENSIONS, type Dimension } from '../../protocol/dimensions.js';

/** Where in the address the state is kept. */
export type LinkPlace = 'hash' | 'query';

/** What a link says of a picture; null and absent: not said. */
export interface LinkState {
  readonly timeline: string | null;
  /** The instant shown, ISO 8601; a clock of the reader's own is opened there. */
  readonly at: string | null;
  readonly speed: number | null;
  readonly isPlaying: boolean;
  readonly filters: Readonly<Partial<Record<Dimension, string>>>;
}

/** Reads what an address says, whatever else is in it. */
export function readLink(url: URL, place: LinkPlace): LinkState {
  const params = paramsOf(url, place);
  const filters: Partial<Record<Dimension, string>> = {};
  for (const dimension of DIMENSIONS) {
    const codes = params.get(dimension);
    if (codes) filters[dimension] = codes;
  }
  const speed = Number(params.get('speed') ?? Number.NaN);
  return {
    timeline: params.get('timeline'),
    at: params.get('at'),
    speed: Number.isFinite(speed) ? speed : null,
    isPlaying: params.get('state') === 'playing',
    filters,
  };
}

/** The same address with another picture; what is not ours in it stays. */
export function withLink(url: URL, place: LinkPlace, state: LinkState): URL {
  const params = paramsOf(url, place);
  const isAt = state.at !== null;
  const values: Record<string, string | null | undefined> = {
    timeline: state.timeline,
    at: state.at,
    speed: isAt && state.speed !== null ? String(state.speed) : null,
    state: isAt && state.isPlaying ? 'playing' : null,
    ...Object.fromEntries(DIMENSIONS.map((dimension) => [dimension, state.filters[dimension]])),
  };
  for (const [name, value] of Object.entries(values)) {
    if (value === null || value === undefined) params.delete(name);
    else params.set(name, value);
  }
  const linked = new URL(url);
  // Colons and commas need no escape there, and an instant is to be read by people too.
  const text = params.toString().replaceAll('%3A', ':').replaceAll('%2C', ',');
  if (place === 'hash') linked.hash = text;
  else linked.search = text;
  return linked;
}

/** `2025-06-01` at its midnight, else to the second: short enough to be read over the phone. */
export function linkInstant(time: number): string {
  const text = new Date(Math.floor(time / 1_000) * 1_000).toISOString().replace('.000Z', 'Z');
  return text.replace('T00:00:00Z', '');
}

function paramsOf(url: URL, place: LinkPlace): URLSearchParams {
  return new URLSearchParams(place === 'hash' ? url.hash.slice(1) : url.search);
}
