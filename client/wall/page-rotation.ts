/** How long before its turn a page is put together out of sight, so that it comes with its figures. */
const LEAD_MS = 6_000;

export interface Turn<Page> {
  readonly page: Page;
  /** The page that is to be made ready out of sight; null while there is none, or time enough. */
  readonly next: Page | null;
  /** Until there is something else to show or to make ready; Infinity with a single page. */
  readonly untilChangeMs: number;
}

/**
 * Whose turn it is, by the server's clock alone, so that all screens with the same pages turn them together, each by its
 * offset apart.
 */
export class PageRotation {
  readonly #intervalMs: number;
  readonly #offset: number;
  #latest = -Infinity;

  /** @param offset in turns: a screen with 1 shows what a screen with 0 shows next */
  constructor(intervalMs: number, offset: number) {
    this.#intervalMs = intervalMs;
    this.#offset = offset;
  }

  /**
   * @param pages not empty
   * @param serverNow epoch ms
   */
  at<Page>(pages: readonly Page[], serverNow: number): Turn<Page> {
    if (pages.length === 1) return { page: pages[0]!, next: null, untilChangeMs: Infinity };
    const turn = this.#turnAt(serverNow);
    const pageOf = (number: number): Page => pages[modulo(number + this.#offset, pages.length)]!;
    const leftMs = Math.max(0, (turn + 1) * this.#intervalMs - serverNow);
    const leadMs = Math.min(LEAD_MS, this.#intervalMs / 2);
    const isNear = leftMs <= leadMs;
    return {
      page: pageOf(turn),
      next: isNear ? pageOf(turn + 1) : null,
      untilChangeMs: isNear ? leftMs : leftMs - leadMs,
    };
  }

  /** The estimate of the server's clock moves by milliseconds: a page just turned is not turned back by that. */
  #turnAt(serverNow: number): number {
    const turn = Math.floor(serverNow / this.#intervalMs);
    this.#latest = turn === this.#latest - 1 ? this.#latest : turn;
    return this.#latest;
  }
}

function modulo(number: number, divisor: number): number {
  return ((number % divisor) + divisor) % divisor;
}
