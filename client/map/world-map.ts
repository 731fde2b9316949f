import { geoCentroid, geoEqualEarth, geoPath, geoArea, type GeoPath, type GeoProjection } from 'd3-geo';
import type { Feature, Polygon } from 'geojson';
import type { CountryShape } from './geometry.js';

export interface MapPoint {
  readonly x: number;
  readonly y: number;
}

export interface DrawnCountry {
  readonly code: string | undefined;
  readonly path: string;
}

/** Nobody trades with it, and it takes a fifth of a map. */
const ANTARCTICA = 'ATA';

/** Countries without a shape of their own at this scale, by longitude and latitude: trade does not go by area. */
const SMALL: Readonly<Record<string, readonly [number, number]>> = {
  HKG: [114.17, 22.3],
  MAC: [113.55, 22.2],
  SGP: [103.85, 1.35],
  MLT: [14.4, 35.9],
  BHR: [50.55, 26.05],
  MUS: [57.55, -20.25],
  MDV: [73.5, 3.2],
  CPV: [-23.6, 15.1],
  BRB: [-59.55, 13.15],
  ATG: [-61.8, 17.08],
  GIB: [-5.35, 36.14],
  MHL: [171.2, 7.1],
  FSM: [158.2, 6.9],
  PLW: [134.5, 7.5],
  WSM: [-172.1, -13.75],
  TON: [-175.2, -21.2],
  KIR: [173, 1.4],
  TUV: [179.2, -8.5],
  NRU: [166.93, -0.53],
  PYF: [-149.5, -17.6],
  GUM: [144.78, 13.45],
  SYC: [55.45, -4.65],
  COM: [43.3, -11.7],
  STP: [6.6, 0.2],
  LIE: [9.55, 47.15],
  MCO: [7.42, 43.74],
  SMR: [12.45, 43.94],
  AND: [1.55, 42.55],
  BMU: [-64.75, 32.3],
  CYM: [-81.25, 19.3],
  VGB: [-64.6, 18.42],
  VIR: [-64.8, 17.75],
  ABW: [-69.97, 12.52],
  CUW: [-68.95, 12.17],
  GRD: [-61.68, 12.1],
  LCA: [-60.98, 13.9],
  VCT: [-61.2, 13.25],
  DMA: [-61.35, 15.42],
  KNA: [-62.75, 17.33],
  REU: [55.53, -21.1],
  GLP: [-61.55, 16.25],
  MTQ: [-61, 14.65],
  MYT: [45.15, -12.83],
  FRO: [-6.9, 62],
};

/**
 * A world on Equal Earth, which shows areas in proportion, fitted to a box and turned to a meridian.
 * @param center longitude in the middle, degrees
 */
export class WorldMap {
  readonly countries: readonly DrawnCountry[];
  readonly #projection: GeoProjection;
  readonly #shapes: readonly CountryShape[];
  readonly #places = new Map<string, MapPoint | null>();

  constructor(shapes: readonly CountryShape[], width: number, height: number, center: number) {
    const settled = shapes.filter(({ code }) => code !== ANTARCTICA);
    const features = settled.map(({ shape }) => shape);
    this.#projection = geoEqualEarth()
      .rotate([-center, 0])
      .fitSize([width, height], { type: 'FeatureCollection', features });
    this.#shapes = settled;
    const path = geoPath(this.#projection).digits(1);
    this.countries = settled.map(({ code, shape }) => ({ code, path: pathOf(path, shape) }));
  }

  /** Where a country is: the middle of its largest part, for France is not in the Atlantic; null where nobody knows. */
  placeOf(code: string): MapPoint | null {
    const known = this.#places.get(code);
    if (known !== undefined) return known;
    const found = this.#shapes.find((country) => country.code === code);
    const place = found === undefined ? SMALL[code] : geoCentroid(largestPart(found.shape));
    const at = place === undefined ? null : this.#projection([place[0], place[1]]);
    const point = at === null ? null : { x: at[0], y: at[1] };
    this.#places.set(code, point);
    return point;
  }
}

/** Maps of one geometry that are kept: a wall has two or three, on pages that come back for months. */
const MAPS_KEPT = 4;

const drawn = new WeakMap<readonly CountryShape[], Map<string, WorldMap>>();

/** The map of that size; drawn once for all elements that show it, for to project the world takes 30 ms. */
export function worldMapOf(
  shapes: readonly CountryShape[],
  width: number,
  height: number,
  center: number,
): WorldMap {
  const maps = drawn.get(shapes) ?? new Map<string, WorldMap>();
  drawn.set(shapes, maps);
  const key = [width, height, center].join(' ');
  const map = maps.get(key) ?? new WorldMap(shapes, width, height, center);
  // Last is what was used last.
  maps.delete(key);
  maps.set(key, map);
  for (const oldest of maps.keys()) if (maps.size > MAPS_KEPT) maps.delete(oldest);
  return map;
}

/** Longitude of a country, degrees; null where nobody knows. */
export function longitudeOf(code: string, shapes: readonly CountryShape[]): number | null {
  const found = shapes.find((country) => country.code === code);
  return found === undefined ? (SMALL[code]?.[0] ?? null) : geoCentroid(largestPart(found.shape))[0];
}

/** V8 keeps a string as the pieces that it was put together of until one character is read, here 0.5 MB instead of 0.1. */
function pathOf(path: GeoPath, shape: Feature): string {
  const text = path(shape) ?? '';
  return text.charCodeAt(0) > 0 ? text : '';
}

function largestPart(shape: Feature): Feature {
  if (shape.geometry?.type !== 'MultiPolygon') return shape;
  const parts = shape.geometry.coordinates.map((coordinates): Polygon => ({
    type: 'Polygon',
    coordinates,
  }));
  const largest = parts.reduce((a, b) => (geoArea(a) >= geoArea(b) ? a : b));
  return { ...shape, geometry: largest };
}

/**
 * A line between two places that bows to one side, so that the way out and the way back are two lines.
 * @param side 1 or −1
 */
export function arc(from: MapPoint, to: MapPoint, side: 1 | -1): string {
  const [dx, dy] = [to.x - from.x, to.y - from.y];
  const bow = 0.18 * side;
  const [x, y] = [(from.x + to.x) / 2 - dy * bow, (from.y + to.y) / 2 + dx * bow];
  const text = (value: number): string => value.toFixed(1);
  return `M${text(from.x)},${text(from.y)}Q${text(x)},${text(y)} ${text(to.x)},${text(to.y)}`;
}
