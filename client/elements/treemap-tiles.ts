import { hierarchy, treemap, treemapSquarify, type HierarchyRectangularNode } from 'd3-hierarchy';
import type { GroupCodes } from '../feed/view-data.js';

/** What a tile stands for. */
export interface TileSource {
  readonly codes: GroupCodes;
  readonly value: number;
  /** Against the same time a year before; null where unknown. */
  readonly change: number | null;
}

/** A place in the map, in pixels, in proportion to its value. */
export interface Tile extends TileSource {
  readonly key: string;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** A frame around the tiles of one group of the first grouping, with room for its name. */
export interface TileFrame {
  readonly code: string | null;
  readonly x: number;
  readonly y: number;
  readonly width: number;
}

interface TileNode {
  readonly code: string | null;
  readonly source?: TileSource;
  readonly children?: readonly TileNode[];
}

/** Between two tiles, in pixels. */
const GAP = 2;

/** Height of a frame's name, in pixels at the text's usual size. */
export const FRAME_HEAD = 20;

/** Tiles of groups by one dimension, or framed by the first of two; what is not above nought has no place. */
export function treemapTiles(
  sources: readonly TileSource[],
  width: number,
  height: number,
): { readonly tiles: readonly Tile[]; readonly frames: readonly TileFrame[] } {
  const isNested = (sources[0]?.codes.length ?? 1) > 1;
  const known = sources.filter(({ value }) => value > 0);
  const root = hierarchy<TileNode>({ code: null, children: isNested ? nested(known) : flat(known) })
    .sum(({ source }) => source?.value ?? 0)
    .sort((a, b) => (b.value ?? 0) - (a.value ?? 0));
  const laidOut = treemap<TileNode>()
    .tile(treemapSquarify.ratio(1.3))
    .size([width, height])
    .paddingInner(GAP)
    .paddingTop((node) => (isNested && node.depth === 1 ? FRAME_HEAD : 0))
    .round(true)(root);
  const frames = isNested ? (laidOut.children ?? []) : [];
  return {
    tiles: laidOut
      .leaves()
      .flatMap(tileOf)
      .sort((a, b) => b.value - a.value),
    frames: frames.map(frameOf),
  };
}

function flat(sources: readonly TileSource[]): TileNode[] {
  return sources.map((source) => ({ code: source.codes[0] ?? null, source }));
}

function nested(sources: readonly TileSource[]): TileNode[] {
  const byFirst = new Map<string | null, TileSource[]>();
  for (const source of sources) {
    const first = source.codes[0] ?? null;
    byFirst.set(first, [...(byFirst.get(first) ?? []), source]);
  }
  return [...byFirst].map(([code, within]) => ({
    code,
    children: within.map((source) => ({ code: source.codes[1] ?? null, source })),
  }));
}

function tileOf({ data, x0, y0, x1, y1 }: HierarchyRectangularNode<TileNode>): Tile[] {
  const { source } = data;
  if (source === undefined) return [];
  const key = JSON.stringify(source.codes);
  return [{ ...source, key, x: x0, y: y0, width: x1 - x0, height: y1 - y0 }];
}

function frameOf({ data, x0, y0, x1 }: HierarchyRectangularNode<TileNode>): TileFrame {
  return { code: data.code, x: x0, y: y0, width: x1 - x0 };
}
