import { DIMENSIONS, type Dimension } from '../../protocol/dimensions.js';

/** An element whose attributes filter: each takes one code or several, comma-separated. */
export type FilterAttributes = Readonly<Record<Dimension, string | null>>;

/** The filter that the attributes make up, as a view has it. */
export function whereOf(element: FilterAttributes): Partial<Record<Dimension, string[]>> {
  const where: Partial<Record<Dimension, string[]>> = {};
  for (const dimension of DIMENSIONS) {
    const codes = codesOf(element[dimension]);
    if (codes.length > 0) where[dimension] = codes;
  }
  return where;
}

function codesOf(list: string | null): string[] {
  return (list ?? '')
    .split(',')
    .map((code) => code.trim())
    .filter((code) => code !== '');
}
