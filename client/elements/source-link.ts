import { DIMENSIONS } from '../../protocol/dimensions.js';
import type { ClockState } from '../../protocol/timeline-info.js';
import { whereOf, type FilterAttributes } from './filter-attributes.js';
import { linkInstant, readLink, withLink, type LinkPlace, type LinkState } from './link-state.js';

/** How often the address follows a clock that plays: browsers forbid to change it much oftener. */
const STEP_MS = 1_000;

/** What of a source a link holds. */
export interface LinkedSource extends FilterAttributes {
  readonly link: LinkPlace | null;
  readonly timeline: string | null;
}

/** Keeps what a source shows in the page's address. */
export class SourceLink {
  readonly #source: LinkedSource;
  #writtenAt = Number.NEGATIVE_INFINITY;
  #written = '';

  constructor(source: LinkedSource) {
    this.#source = source;
  }

  /** What the address says now. */
  read(): LinkState {
    return readLink(new URL(location.href), this.#place);
  }

  /** The address of what is shown; without a clock it is that of whatever the timeline's own shows. */
  to(timeline: string | null, clock: ClockState | null): string {
    const filters = Object.fromEntries(
      DIMENSIONS.flatMap((name) => {
        const codes = this.#source[name];
        return codes ? [[name, codes]] : [];
      }),
    );
    return withLink(new URL(location.href), this.#place, {
      timeline: timeline ?? this.#source.timeline,
      at: clock === null ? null : linkInstant(clock.time),
      speed: clock?.speed ?? null,
      isPlaying: clock?.state === 'playing',
      filters,
    }).href;
  }

  /** The page's address becomes that of what is shown, at once where somebody did something, else now and then. */
  write(timeline: string | null, clock: ClockState | null): void {
    const href = this.to(timeline, clock);
    const shown = JSON.stringify([this.#source.timeline, clock?.state, clock?.speed, whereOf(this.#source)]);
    const isSoon = performance.now() - this.#writtenAt < STEP_MS;
    if (href === location.href || (shown === this.#written && isSoon && clock?.state === 'playing')) return;
    this.#written = shown;
    this.#writtenAt = performance.now();
    history.replaceState(history.state, '', href);
  }

  get #place(): LinkPlace {
    return this.#source.link ?? 'hash';
  }
}
