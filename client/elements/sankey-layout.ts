import { sankey, sankeyLinkHorizontal, type SankeyGraph, type SankeyNode } from 'd3-sankey';
import type { Flow } from '../../protocol/dimensions.js';

/** Where a ribbon starts or ends. Ids are unique over both sides. */
export interface FlowNode {
  readonly id: string;
  readonly name: string;
}

export interface FlowLink {
  readonly source: string;
  readonly target: string;
  readonly value: number;
  /** Decides its colour; null: of both. */
  readonly flow: Flow | null;
}

export interface PlacedNode extends FlowNode {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  /** Nothing goes out of it: its name stands before it. */
  readonly isEnd: boolean;
  /** There is room for its name: none of a larger node is in the way. */
  readonly hasLabel: boolean;
  readonly value: number;
}

export interface PlacedLink {
  readonly link: FlowLink;
  readonly path: string;
  /** Of its ribbon, in pixels. */
  readonly width: number;
}

const NODE_WIDTH = 12;

/** Least distance of two names, in lines. */
const LEAST_LEADING = 0.9;

/**
 * Ribbons between nodes, as wide as their value is large, widest first. Nodes of a side stand in the order of their size.
 * @param linePx height of a name, for which there is to be room beside a thin node
 */
export function layOutSankey(
  nodes: readonly FlowNode[],
  links: readonly FlowLink[],
  width: number,
  height: number,
  linePx: number,
): { readonly nodes: readonly PlacedNode[]; readonly links: readonly PlacedLink[] } {
  const known = links.filter(({ value }) => value > 0);
  const used = nodes.filter(({ id }) => known.some(({ source, target }) => source === id || target === id));
  if (used.length === 0) return { nodes: [], links: [] };
  const graph = sankey<FlowNode, FlowLink>()
    .nodeId(({ id }) => id)
    .nodeWidth(NODE_WIDTH)
    .nodePadding(Math.min(linePx, (0.75 * height) / longestSide(known)))
    .nodeSort((a, b) => (b.value ?? 0) - (a.value ?? 0))
    .extent([
      [0, linePx / 2],
      [width, height - linePx / 2],
    ])({ nodes: used.map((node) => ({ ...node })), links: known.map((link) => ({ ...link })) });
  return { nodes: withLabels(graph.nodes.map(placeNode), linePx), links: placeLinks(graph, known) };
}

function placeNode(node: SankeyNode<FlowNode, FlowLink>): PlacedNode {
  const { id, name, x0 = 0, x1 = 0, y0 = 0, y1 = 0, value = 0, sourceLinks = [] } = node;
  return {
    id,
    name,
    x: x0,
    y: y0,
    width: x1 - x0,
    height: y1 - y0,
    isEnd: sourceLinks.length === 0,
    hasLabel: true,
    value,
  };
}

/** Nodes of the side that has more of them. */
function longestSide(links: readonly FlowLink[]): number {
  return Math.max(
    new Set(links.map(({ source }) => source)).size,
    new Set(links.map(({ target }) => target)).size,
  );
}

/** Larger nodes come first on a side, so that it is the small ones at the bottom that stay without a name. */
function withLabels(nodes: readonly PlacedNode[], linePx: number): PlacedNode[] {
  const lowest = new Map<number, number>();
  return [...nodes]
    .sort((a, b) => a.y - b.y)
    .map((node) => {
      const middle = node.y + node.height / 2;
      const hasLabel = middle - (lowest.get(node.x) ?? -Infinity) >= LEAST_LEADING * linePx;
      if (hasLabel) lowest.set(node.x, middle);
      return { ...node, hasLabel };
    });
}

/** d3 keeps the order of the links that it was given. */
function placeLinks(graph: SankeyGraph<FlowNode, FlowLink>, links: readonly FlowLink[]): PlacedLink[] {
  const pathOf = sankeyLinkHorizontal<FlowNode, FlowLink>();
  return graph.links
    .map((placed, index) => ({
      link: links[index]!,
      path: pathOf(placed) ?? '',
      width: Math.max(1, placed.width ?? 1),
    }))
    .sort((a, b) => b.link.value - a.link.value);
}
