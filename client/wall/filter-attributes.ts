import { noChange } from 'lit';
import { Directive, directive, type ElementPart } from 'lit/directive.js';
import { DIMENSIONS } from '../../protocol/dimensions.js';
import type { WallConfig } from './wall-config.js';

class FilterAttributes extends Directive {
  override update({ element }: ElementPart, [where]: [WallConfig['where']]): typeof noChange {
    for (const dimension of DIMENSIONS) {
      const wanted = where[dimension]?.join(',') ?? null;
      if (element.getAttribute(dimension) === wanted) continue;
      if (wanted === null) element.removeAttribute(dimension);
      else element.setAttribute(dimension, wanted);
    }
    return noChange;
  }

  render(_where: WallConfig['where']): typeof noChange {
    return noChange;
  }
}

/** Filters as the attributes of an element that has one for each dimension; where there is no filter, it has none. */
export const filterAttributes = directive(FilterAttributes);
