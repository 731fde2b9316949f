/** A setting that could not be used: its name, and a sentence with what it says and what is allowed. */
export interface SettingProblem {
  readonly key: string;
  readonly text: string;
}

/** Of a value that is told as much as shows which it is: a picture that is written out takes thousands of characters. */
const TOLD_CHARACTERS = 60;

/** A value as it is told. */
export function shortened(value: string): string {
  return value.length > TOLD_CHARACTERS ? `${value.slice(0, TOLD_CHARACTERS)}…` : value;
}

/** What a wall inside our own page for setting it up tells that page, whenever it names something else. */
export interface ProblemsMessage {
  readonly type: 'tradewall-problems';
  readonly problems: readonly SettingProblem[];
}

/** Tells the page that a wall is inside of, where that is ours; a wall by itself has nobody to tell. */
export class ProblemTeller {
  #told = '';

  tell(problems: readonly SettingProblem[]): void {
    const texts = problems.map(({ text }) => text).join('\n');
    if (parent === window || texts === this.#told) return;
    this.#told = texts;
    parent.postMessage({ type: 'tradewall-problems', problems } satisfies ProblemsMessage, location.origin);
  }
}
