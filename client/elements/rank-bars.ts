import { html, type TemplateResult } from 'lit';
import type { RankRow } from './rank-rows.js';

/** A bar of a row: of a flow, or of both together where they are not told apart. */
interface Bar {
  readonly flow: 'export' | 'import' | 'whole';
  readonly value: number;
}

/** The length of the longest bar of all, in the measure's unit. */
export function longestBar(rows: readonly RankRow[]): number {
  return Math.max(0, ...rows.flatMap((row) => barsOf(row).map(({ value }) => value)));
}

/** @param color instead of the flow's, where a bar tells of a change */
export function rankBars(row: RankRow, longest: number, color: string): TemplateResult[] {
  return barsOf(row).map(({ flow, value }) => {
    const width = `${(longest > 0 ? (100 * value) / longest : 0).toFixed(2)}%`;
    // As a property: a content security policy may forbid the attribute, even where lit's styleMap sets it.
    return html`<div part="bar" class="bar ${color || flow}" .style=${`width: ${width}`}></div>`;
  });
}

function barsOf({ exports, imports, total }: RankRow): Bar[] {
  if (exports === null && imports === null) return [{ flow: 'whole', value: Math.abs(total ?? 0) }];
  return [
    { flow: 'export', value: exports ?? 0 },
    { flow: 'import', value: imports ?? 0 },
  ];
}
