import type { ReactiveController, ReactiveControllerHost } from 'lit';

/** Long enough to follow a row with the eye, short enough to be over before the next change of rank. */
const MOVE_MS = 600;

/**
 * Lets rows glide to their new places instead of jumping: after an update each row that is elsewhere starts where it was
 * (a transform, so that nothing is laid out anew) and moves home. Does nothing for those who prefer less motion.
 */
export class RowMotion implements ReactiveController {
  readonly #rows: () => Iterable<HTMLElement>;
  readonly #tops = new Map<string, number>();
  #order = '';

  /** @param rows the rows as rendered, each with its identity in `data-key` */
  constructor(host: ReactiveControllerHost, rows: () => Iterable<HTMLElement>) {
    this.#rows = rows;
    host.addController(this);
  }

  hostUpdated(): void {
    const rows = [...this.#rows()];
    const order = rows.map((row) => row.dataset['key']).join('\n');
    // Places are read only when ranks have changed: reading them makes the browser lay out.
    if (order === this.#order) return;
    this.#order = order;
    const isStill = matchMedia('(prefers-reduced-motion: reduce)').matches;
    const tops = new Map(rows.map((row) => [row.dataset['key']!, row.offsetTop]));
    for (const row of rows) {
      const before = this.#tops.get(row.dataset['key']!);
      if (before !== undefined && !isStill) glide(row, before - row.offsetTop);
    }
    this.#tops.clear();
    for (const [key, top] of tops) this.#tops.set(key, top);
  }
}

function glide(row: HTMLElement, fromPx: number): void {
  if (fromPx === 0) return;
  row.animate([{ transform: `translateY(${fromPx}px)` }, { transform: 'none' }], {
    duration: MOVE_MS,
    easing: 'cubic-bezier(0.2, 0, 0, 1)',
  });
}
