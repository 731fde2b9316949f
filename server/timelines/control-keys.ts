import { createHash, timingSafeEqual } from 'node:crypto';
import { ProblemError } from '../../protocol/errors.js';

/** Who may move shared timelines: everybody, or those who know a key. */
export interface ControlKeys {
  /** Whether control of a timeline takes a key. */
  readonly keyed: boolean;
  /**
   * @throws ProblemError `forbidden` where the key is not that of the timeline; the same whether or not there is such a
   *   timeline, so that names can't be found out by trying
   */
  check(timeline: string, key: string | undefined): void;
}

/** Everybody may: for a server that only its own machine reaches. */
export const OPEN_CONTROL: ControlKeys = { keyed: false, check: () => undefined };

/** Nobody may: for a server that others reach, and that was given no key. */
export const NO_CONTROL: ControlKeys = {
  keyed: true,
  check: () => refuse('this server was given no control key; start it with --control-key, or open a session'),
};

/** @param keyOf the key of each timeline; undefined: nobody's */
export function createControlKeys(keyOf: (timeline: string) => string | undefined): ControlKeys {
  return {
    keyed: true,
    check: (timeline, key) => {
      const expected = keyOf(timeline);
      if (expected !== undefined && key !== undefined && isSame(expected, key)) return;
      refuse('expected the control key of the timeline; open a session to have a clock of your own');
    },
  };
}

/** In the same time wherever the texts differ. */
function isSame(a: string, b: string): boolean {
  const hash = (text: string): Buffer => createHash('sha256').update(text).digest();
  return timingSafeEqual(hash(a), hash(b));
}

function refuse(expectation: string): never {
  throw new ProblemError({ code: 'forbidden', field: 'key', message: `key: ${expectation}` });
}
