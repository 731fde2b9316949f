/** How long a problem must last before it is told in the console: a source may be defined a little later. */
const REPORT_AFTER_MS = 1_000;

/** Tells an author what is wrong with an element, once per problem: a page left open does not fill its console. */
export class ProblemReporter {
  readonly #element: Element;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #pending: string | null = null;
  #reported = '';

  constructor(element: Element) {
    this.#element = element;
  }

  /** To be called with each update, however often they come. @param problem null: there is none any more */
  report(problem: string | null): void {
    if (problem === this.#pending) return;
    clearTimeout(this.#timer);
    this.#pending = problem;
    if (problem === null || problem === this.#reported) return;
    this.#timer = setTimeout(() => {
      this.#reported = problem;
      console.warn(`<${this.#element.localName}>: ${problem}`, this.#element);
    }, REPORT_AFTER_MS);
  }
}
