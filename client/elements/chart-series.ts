import { OTHER_GROUP, dimensionOf, type Flow } from '../../protocol/dimensions.js';
import type { Measure } from '../../protocol/measures.js';
import { groupKey, type Group, type ViewData } from '../feed/view-data.js';
import type { ColorName } from '../styles/palette.js';

export const CHART_TYPES = ['line', 'area', 'mirrored', 'stacked', 'bars'] as const;

export type ChartType = (typeof CHART_TYPES)[number];

/** One line of a chart before its colours are resolved. */
export interface SeriesPlan {
  /** `export`, `import`, `balance`, `total`, or the group's code. */
  readonly name: string | null;
  readonly key: string;
  /** As drawn: negative where it hangs below the base line, from the base line up where it is stacked. */
  readonly values: Float64Array;
  /** As read: the figures themselves. */
  readonly read: Float64Array;
  /** Whether it is drawn below the base line. */
  readonly isBelow: boolean;
  readonly shape: 'line' | 'bars';
  /** Parted from what is above it by a line in the colour of the ground, so that colour is not the only sign. */
  readonly isParted: boolean;
  /** Drawn of the year before. */
  readonly isBefore: boolean;
  readonly color: ColorName;
  readonly dash: readonly number[];
  readonly width: number;
  readonly fill: number;
  /** Indices of figures that were revised since they were first published. */
  readonly revised: readonly number[];
}

/** Opacity of the area between a line and the base line; what is stacked covers what is under it. */
const FILLS: Readonly<Record<ChartType, number>> = {
  line: 0,
  area: 0.2,
  mirrored: 0.2,
  stacked: 0.85,
  bars: 0.75,
};

const LINE_WIDTH = 2;
const SOLID: readonly number[] = [];

/** The second sign beside the colour: imports are dashed everywhere. */
const IMPORT_DASH: readonly number[] = [7, 4];

const GROUP_COLORS = ['series1', 'series2', 'series3', 'series4', 'series5', 'series6'] as const;
const GROUP_DASHES: readonly (readonly number[])[] = [SOLID, [7, 4], [2, 4], [10, 3, 2, 3]];

/** Remembers which place a group has been given, so that its colour stays when ranks change. */
export type Places = Map<string, number>;

/** The lines of a chart, in the order in which its legend names them. */
export function planSeries(data: ViewData, type: ChartType, measure: Measure, places: Places): SeriesPlan[] {
  const grouping = data.view.by[0];
  const fill = FILLS[type];
  if (grouping === undefined) return planWhole(data, measure, fill);
  if (dimensionOf(grouping) === 'flow') return planFlows(data, type, measure, fill);
  return planGroups(data, type, measure, fill, places);
}

function planWhole(data: ViewData, measure: Measure, fill: number): SeriesPlan[] {
  const flows = data.view.where.flow;
  const only = flows?.length === 1 ? (flows[0] as Flow) : undefined;
  const key = groupKey([]);
  const values = data.column(key, measure);
  if (values === undefined) return [];
  const name = only ?? 'total';
  const color = only ?? (measure === 'balance' ? 'balance' : 'series1');
  const revised = data.revised(key);
  return [
    { ...line(key, values, revised), name, color, dash: only === 'import' ? IMPORT_DASH : SOLID, fill },
  ];
}

function planFlows(data: ViewData, type: ChartType, measure: Measure, fill: number): SeriesPlan[] {
  const [exportKey, importKey] = [groupKey(['export']), groupKey(['import'])];
  const exports = data.column(exportKey, measure);
  const imports = data.column(importKey, measure);
  const isMirrored = type === 'mirrored';
  const plans: SeriesPlan[] = [];
  if (exports !== undefined)
    plans.push({ ...line('export', exports, data.revised(exportKey)), color: 'export', fill });
  if (imports !== undefined) {
    const drawn = line('import', imports, data.revised(importKey));
    const values = isMirrored ? negated(imports) : imports;
    plans.push({ ...drawn, values, isBelow: isMirrored, color: 'import', dash: IMPORT_DASH, fill });
  }
  if (isMirrored && measure === 'value' && exports !== undefined && imports !== undefined) {
    const balance = exports.map((cell, index) => cell - imports[index]!);
    plans.push({ ...line('balance', balance, []), color: 'balance', width: 1 });
  }
  return plans;
}

/** Largest first, by the whole window; what is folded into `other` comes last, whatever its size. */
function planGroups(
  data: ViewData,
  type: ChartType,
  measure: Measure,
  fill: number,
  places: Places,
): SeriesPlan[] {
  const sized = data.groups.map((group) => ({ group, values: data.column(group.key, measure)! }));
  const sizes = new Map(
    sized.map(({ group, values }) => [group, isOther(group) ? -Infinity : sumOf(values)]),
  );
  sized.sort((a, b) => sizes.get(b.group)! - sizes.get(a.group)!);
  return sized.map(({ group, values }) => {
    const look = isOther(group)
      ? { color: 'faint' as const, dash: SOLID }
      : groupLook(placeOf(group.key, places));
    return {
      ...line(group.key, values, data.revised(group.key)),
      name: group.codes[0] ?? null,
      // Areas that lie over one another are paler than one alone.
      fill: type === 'area' ? fill / 2 : fill,
      ...look,
    };
  });
}

function line(key: string, values: Float64Array, revised: readonly number[]) {
  const look = { dash: SOLID, width: LINE_WIDTH, fill: 0, shape: 'line' as const, isParted: false };
  return { key, name: key, values, read: values, isBelow: false, isBefore: false, ...look, revised };
}

/** What hangs below the base line. */
export function negated(values: Float64Array): Float64Array {
  return values.map((value) => -value);
}

function groupLook(place: number): Pick<SeriesPlan, 'color' | 'dash'> {
  return {
    color: GROUP_COLORS[place % GROUP_COLORS.length]!,
    dash: GROUP_DASHES[place % GROUP_DASHES.length]!,
  };
}

function placeOf(key: string, places: Places): number {
  const place = places.get(key) ?? places.size;
  places.set(key, place);
  return place;
}

function isOther(group: Group): boolean {
  return group.codes[0] === OTHER_GROUP;
}

function sumOf(values: Float64Array): number {
  return values.reduce((sum, cell) => (Number.isNaN(cell) ? sum : sum + cell), 0);
}
