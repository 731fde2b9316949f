import { describe, expect, it } from 'vitest';
import { PALETTE, type ColorName } from '../../../client/styles/palette.js';

type Rgb = readonly [number, number, number];

function rgb(hex: string): Rgb {
  const channel = (at: number) => parseInt(hex.slice(at, at + 2), 16) / 255;
  return [channel(1), channel(3), channel(5)];
}

function linear([r, g, b]: Rgb): Rgb {
  const toLinear = (c: number) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4);
  return [toLinear(r), toLinear(g), toLinear(b)];
}

/** Contrast ratio of WCAG 2.2. */
function contrast(a: string, b: string): number {
  const [dark, light] = [a, b]
    .map((hex) => linear(rgb(hex)))
    .map(([r, g, blue]) => 0.2126 * r + 0.7152 * g + 0.0722 * blue)
    .sort((x, y) => x - y);
  return (light! + 0.05) / (dark! + 0.05);
}

/** Full deuteranopia and protanopia in linear RGB: Machado, Oliveira and Fernandes, 2009, table 1. */
const DEFICIENCIES: Record<string, readonly Rgb[]> = {
  protanopia: [
    [0.152286, 1.052583, -0.204868],
    [0.114503, 0.786281, 0.099216],
    [-0.003882, -0.048116, 1.051998],
  ],
  deuteranopia: [
    [0.367322, 0.860646, -0.227968],
    [0.280085, 0.672501, 0.047413],
    [-0.01182, 0.04294, 0.968881],
  ],
};

/** Distance in linear RGB as it is seen with a deficiency. */
function seenDistance(matrix: readonly Rgb[], a: string, b: string): number {
  const seen = (hex: string) =>
    matrix.map((row) => row.reduce((sum, k, i) => sum + k * linear(rgb(hex))[i]!, 0));
  const [x, y] = [seen(a), seen(b)];
  return Math.hypot(...x.map((channel, i) => channel - y[i]!));
}

describe.each([
  ['dark', 0],
  ['light', 1],
] as const)('the %s palette', (_, theme) => {
  const color = (name: ColorName) => PALETTE[name][theme];

  it.each(['text', 'muted', 'faint', 'export', 'import', 'good', 'warn', 'bad'] as const)(
    'shows %s legibly on its surface',
    (name) => {
      expect(contrast(color(name), color('surface'))).toBeGreaterThanOrEqual(4.5);
    },
  );

  it.each(Object.entries(DEFICIENCIES))('tells exports from imports with %s', (_name, matrix) => {
    expect(seenDistance(matrix, color('export'), color('import'))).toBeGreaterThan(0.4);
  });
});
