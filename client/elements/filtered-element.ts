import { property } from 'lit/decorators.js';
import type { ViewRequest } from '../../protocol/view.js';
import type { Figures } from '../tables/figures.js';
import type { TableSource } from '../tables/table-of.js';
import { FigureElement } from './figure-element.js';
import { whereOf, type FilterAttributes } from './filter-attributes.js';

/**
 * An element whose figures are those of views, which can be filtered. Filters take one code or several, comma-separated; `commodity` matches by
 * prefix.
 *
 * @attr {string} flow - a filter: `export` or `import`
 * @attr {string} partner - a filter: ISO 3166 codes of three letters, comma-separated
 * @attr {string} commodity - a filter: HS codes of any length, comma-separated
 * @attr {string} port - a filter: UN/LOCODEs or the ports' codes in the source, comma-separated
 * @attr {string} mode - a filter: codes of trade modes, comma-separated
 * @attr {string} transport - a filter: `sea`, `air`, `road`, `rail` …, comma-separated
 */
export abstract class FilteredElement extends FigureElement implements FilterAttributes {
  @property() flow: string | null = null;
  @property() partner: string | null = null;
  @property() commodity: string | null = null;
  @property() port: string | null = null;
  @property() mode: string | null = null;
  @property() transport: string | null = null;
  /** What it shows, as figures; null while there is nothing. */
  abstract get figures(): Figures | null;

  override get exported(): TableSource | null {
    return this.figures;
  }

  /** What the element filters itself goes before what its source does. */
  protected get where(): NonNullable<ViewRequest['where']> {
    return { ...this.feed.source.where, ...whereOf(this) };
  }
}
