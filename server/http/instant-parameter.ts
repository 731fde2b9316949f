import { ProblemError } from '../../protocol/errors.js';
import { instantOf } from '../timelines/clock-control.js';

/**
 * An instant of a query, epoch ms; undefined where the parameter is missing. Five digits and more are epoch ms.
 * @throws ProblemError `bad-request` naming the parameter, the value and what is allowed
 */
export function instantParameter(name: string, text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  try {
    return instantOf(/^-?\d{5,}$/.test(text) ? Number(text) : text, name);
  } catch (cause) {
    const message = `${name}: expected an ISO 8601 date or instant, or epoch ms, got ${JSON.stringify(text.slice(0, 80))}`;
    throw new ProblemError({ code: 'bad-request', field: name, message }, { cause });
  }
}
