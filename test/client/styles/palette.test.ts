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

/** Full deficiencies in linear RGB: Machado, Oliveira and Fernandes, 2009, table 1. */
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
  tritanopia: [
    [1.255528, -0.076749, -0.178779],
    [-0.078411, 0.930809, 0.147602],
    [0.004733, 0.691367, 0.3039],
  ],
};

const SERIES = ['series1', 'series2', 'series3', 'series4', 'series5', 'series6'] as const;

/** A colour of linear RGB in OKLab (Ottosson, 2020), in which distances are as they are seen. */
function okLab([r, g, b]: Rgb): Rgb {
  const l = Math.cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b);
  const m = Math.cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b);
  const s = Math.cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b);
  return [
    0.2104542553 * l + 0.793617785 * m - 0.0040720468 * s,
    1.9779984951 * l - 2.428592205 * m + 0.4505937099 * s,
    0.0259040371 * l + 0.7827717662 * m - 0.808675766 * s,
  ];
}

/** How far apart two colours are seen with a deficiency. */
function labDistance(matrix: readonly Rgb[], a: string, b: string): number {
  const seen = (hex: string): Rgb => {
    const color = linear(rgb(hex));
    const [r, g, blue] = matrix.map((row) => row.reduce((sum, k, i) => sum + k * color[i]!, 0));
    return okLab([r!, g!, blue!]);
  };
  const [x, y] = [seen(a), seen(b)];
  return Math.hypot(...x.map((channel, i) => channel - y[i]!));
}

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

  it.each(Object.entries(DEFICIENCIES))(
    'tells all groups of a chart from one another with %s',
    (_name, matrix) => {
      for (const [place, a] of SERIES.entries())
        for (const b of SERIES.slice(place + 1))
          expect(labDistance(matrix, color(a), color(b)), `${a} and ${b}`).toBeGreaterThan(0.085);
    },
  );

  it.each(SERIES)('shows %s as a line on its surface', (name) => {
    expect(contrast(color(name), color('surface'))).toBeGreaterThanOrEqual(3);
  });

  it.each(Object.entries(DEFICIENCIES))('tells exports from imports with %s', (_name, matrix) => {
    expect(seenDistance(matrix, color('export'), color('import'))).toBeGreaterThan(0.4);
  });
});
