import { describe, expect, it } from 'vitest';
import { placeLabels } from '../../../client/charts/place-labels.js';
import { createRandom } from '../../support/random.js';

const label = (name: string, at: number, width: number) => ({ label: name, at, width });

describe('placeLabels', () => {
  it('begins each label at its place', () => {
    expect(placeLabels([label('a', 0, 50), label('b', 60, 40)], 100, 5)).toEqual([
      { label: 'a', from: 0, isFirst: false },
      { label: 'b', from: 60, isFirst: false },
    ]);
  });

  it('turns a label that the edge would cut, or that would lie on the next', () => {
    expect(placeLabels([label('cut', 90, 40)], 100, 5)).toEqual([{ label: 'cut', from: 50, isFirst: false }]);
    expect(placeLabels([label('a', 100, 50), label('b', 140, 40)], 180, 5)).toEqual([
      { label: 'a', from: 50, isFirst: false },
      { label: 'b', from: 140, isFirst: false },
    ]);
  });

  it('leaves out as few as can be where there is no room', () => {
    const crowd = [label('a', 50, 40), label('b', 52, 90), label('c', 100, 40)];
    expect(placeLabels(crowd, 140, 5).map(({ label }) => label)).toEqual(['a', 'c']);
  });

  it('sets what goes before others, whatever has to be left out for it', () => {
    const crowd = [label('a', 50, 40), { ...label('b', 52, 90), isFirst: true }, label('c', 100, 40)];
    expect(placeLabels(crowd, 142, 5)).toEqual([{ label: 'b', from: 52, isFirst: true }]);
  });

  it('leaves out what is outside', () => {
    expect(placeLabels([label('before', -1, 10), label('after', 101, 10)], 100, 5)).toEqual([]);
  });

  it('never lets labels touch, and keeps them within the plot', () => {
    const random = createRandom(7);
    for (let round = 0; round < 200; round++) {
      const labels = Array.from({ length: 8 }, (_, index) =>
        label(`${index}`, random.next() * 500, 20 + random.next() * 100),
      );
      const widths = new Map(labels.map(({ label, width }) => [label, width]));
      let takenTo = -8;
      for (const { label, from } of placeLabels(labels, 500, 8)) {
        expect(from, `seed ${random.seed}, round ${round}`).toBeGreaterThanOrEqual(takenTo + 8);
        takenTo = from + widths.get(label)!;
        expect(takenTo).toBeLessThanOrEqual(500);
      }
    }
  });
});
