import type { LitElement } from 'lit';
import type { Problem } from '../../protocol/errors.js';

/** Fields of a view by the attribute that an author wrote them in. */
const ATTRIBUTES: readonly (readonly [RegExp, string])[] = [
  [/^measures(\.\d+)?:/, 'measure:'],
  [/^by\.\d+:/, 'by:'],
  [/^where\.(\w+)(\.\d+)?:/, '$1:'],
];

/** What is wrong, named from the attributes of an element rather than from the view it asked for. */
export function attributeProblem(problem: Problem | null): string | null {
  if (problem === null) return null;
  return ATTRIBUTES.reduce((text, [field, attribute]) => text.replace(field, attribute), problem.message);
}

/** An attribute that takes a number and has something else. */
export function numberProblem(element: LitElement): string | null {
  for (const [name, { type }] of (element.constructor as typeof LitElement).elementProperties)
    if (type === Number && Number.isNaN(element[name as keyof LitElement]))
      return `${String(name)}: expected a number, got ${JSON.stringify(element.getAttribute(String(name)))}`;
  return null;
}
