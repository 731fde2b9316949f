import { describe, expect, it } from 'vitest';
import { treemapTiles } from '../../../client/elements/treemap-tiles.js';
import { layOutSankey } from '../../../client/elements/sankey-layout.js';

const source = (codes: string[], value: number) => ({ codes, value, change: null });

describe('tiles', () => {
  it('cover the room in proportion to their values, largest first, and leave out what is nothing', () => {
    const { tiles } = treemapTiles([source(['a'], 1), source(['b'], 3), source(['c'], 0)], 400, 100);
    expect(tiles.map(({ codes }) => codes[0])).toEqual(['b', 'a']);
    const [large, small] = tiles.map(({ width, height }) => width * height);
    // Whole pixels, and the gaps between tiles, are taken from both.
    expect(large! / small!).toBeCloseTo(3, 0);
  });

  it('of two groupings stand in frames of the first', () => {
    const { tiles, frames } = treemapTiles(
      [source(['USA', '85'], 4), source(['USA', '84'], 2), source(['JPN', '85'], 3)],
      300,
      200,
    );
    expect(frames.map(({ code }) => code)).toEqual(['USA', 'JPN']);
    expect(tiles.map(({ codes }) => codes.join(' '))).toEqual(['USA 85', 'JPN 85', 'USA 84']);
  });
});

describe('ribbons', () => {
  it('are as wide as their values, and their nodes as high as all of them together', () => {
    const nodes = ['a', 'b', 'c'].map((id) => ({ id, name: id }));
    const placed = layOutSankey(
      nodes,
      [
        { source: 'a', target: 'c', value: 3, flow: null },
        { source: 'b', target: 'c', value: 1, flow: null },
      ],
      300,
      100,
      14,
    );
    const [wide, thin] = placed.links.map(({ width }) => width);
    expect(wide! / thin!).toBeCloseTo(3, 5);
    const end = placed.nodes.find(({ id }) => id === 'c')!;
    expect(end.height).toBeCloseTo(wide! + thin!, 5);
    expect(placed.nodes.filter(({ isEnd }) => isEnd).map(({ id }) => id)).toEqual(['c']);
  });

  it('of nothing are none', () => {
    expect(layOutSankey([{ id: 'a', name: 'a' }], [], 300, 100, 14)).toEqual({ nodes: [], links: [] });
  });
});
