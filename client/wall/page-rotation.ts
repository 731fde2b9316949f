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
 * offset apart. A page that a screen leaves out keeps its turn, or that screen would fall out of step with those that show
 * it; another page has it there.
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
   * @param inTurn pages that have a turn, the same on all screens; not empty
   * @param fitting those that this screen has something to show on; not empty
   * @param serverNow epoch ms
   */
  at<Page>(inTurn: readonly Page[], fitting: readonly Page[], serverNow: number): Turn<Page> {
    const turn = this.#turnAt(serverNow);
    const page = pageOf(turn, this.#offset, inTurn, fitting);
    if (inTurn.length === 1) return { page, next: null, untilChangeMs: Infinity };
    const next = pageOf(turn + 1, this.#offset, inTurn, fitting);
    const leftMs = Math.max(0, (turn + 1) * this.#intervalMs - serverNow);
    const leadMs = Math.min(LEAD_MS, this.#intervalMs / 2);
    const isNear = leftMs <= leadMs;
    return {
      page,
      next: isNear && next !== page ? next : null,
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

/**
 * The page of a screen that is `offset` turns ahead. Where it leaves that out, it shows the one whose turn is longest over
 * of those that no other screen shows: of the screens before it, those that leave theirs out as well have taken the first.
 */
function pageOf<Page>(turn: number, offset: number, inTurn: readonly Page[], fitting: readonly Page[]): Page {
  const fits = (page: Page): boolean => fitting.includes(page);
  const at = (place: number): Page => inTurn[modulo(turn + place, inTurn.length)]!;
  const own = modulo(offset, inTurn.length);
  if (fits(at(own))) return at(own);
  const before = Array.from({ length: own }, (_, place) => at(place));
  const free = Array.from({ length: inTurn.length - 1 - own }, (_, index) => at(-1 - index)).filter(fits);
  const taken = before.filter((page) => !fits(page)).length;
  return free[taken] ?? free.at(-1) ?? before.find(fits) ?? fitting[0]!;
}

function modulo(number: number, divisor: number): number {
  return ((number % divisor) + divisor) % divisor;
}
