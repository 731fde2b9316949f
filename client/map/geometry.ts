import type { Feature, FeatureCollection, Geometry } from 'geojson';
import { feature } from 'topojson-client';
import type { GeometryCollection, Topology } from 'topojson-specification';
import { ProblemError } from '../../protocol/errors.js';
import { codeOfNumber } from './numeric-codes.js';

/** What a page may give as the shapes of countries: GeoJSON, or a TopoJSON of which the object `countries`, or the first, is taken. */
export type MapGeometry = FeatureCollection | Topology;

/** A country's shape and its code of three letters; undefined where it has none, as disputed areas may. */
export interface CountryShape {
  readonly code: string | undefined;
  readonly shape: Feature;
}

/** The shapes that the library comes with: Natural Earth's at 1:110 million, in a chunk of their own. */
export async function usualGeometry(): Promise<MapGeometry> {
  const { default: topology } = await import('world-atlas/countries-110m.json');
  return topology as unknown as Topology;
}

/** Shapes from an address. @throws ProblemError where there are none */
export async function geometryFrom(address: string): Promise<MapGeometry> {
  try {
    const response = await fetch(new URL(address, document.baseURI));
    if (!response.ok) throw new Error(`${response.status} ${response.statusText}`);
    return (await response.json()) as MapGeometry;
  } catch (cause) {
    const message = `geometry: expected the address of a TopoJSON or GeoJSON, got ${JSON.stringify(address)} (${String(cause)})`;
    throw new ProblemError({ code: 'bad-request', field: 'geometry', message }, { cause });
  }
}

const read = new WeakMap<MapGeometry, readonly CountryShape[]>();

/** Countries of a geometry, the same each time. @throws ProblemError where it is neither GeoJSON nor TopoJSON */
export function countriesOf(geometry: MapGeometry): readonly CountryShape[] {
  const known = read.get(geometry);
  if (known !== undefined) return known;
  const countries = featuresOf(geometry).map((shape) => ({ code: codeOf(shape), shape }));
  read.set(geometry, countries);
  return countries;
}

function featuresOf(geometry: MapGeometry): Feature[] {
  if (geometry.type === 'FeatureCollection' && Array.isArray(geometry.features)) return geometry.features;
  if (geometry.type === 'Topology' && typeof geometry.objects === 'object') {
    const object = geometry.objects['countries'] ?? Object.values(geometry.objects)[0];
    if (object?.type === 'GeometryCollection')
      return feature(geometry, object as GeometryCollection).features;
  }
  const message =
    'geometry: expected a GeoJSON FeatureCollection, or a TopoJSON with a collection of countries';
  throw new ProblemError({ code: 'bad-request', field: 'geometry', message });
}

/** By its id, letters or an M49 number, or by the property that most sources of shapes have. */
function codeOf({ id, properties }: Feature<Geometry, Record<string, unknown> | null>): string | undefined {
  const found = [
    id,
    properties?.['ISO_A3'],
    properties?.['iso_a3'],
    properties?.['ADM0_A3'],
    properties?.['ISO_N3'],
  ];
  for (const value of found) {
    const name = typeof value === 'string' || typeof value === 'number' ? String(value) : '';
    if (/^[A-Z]{3}$/.test(name)) return name;
    const code = /^\d{1,3}$/.test(name) ? codeOfNumber(name) : undefined;
    if (code !== undefined) return code;
  }
  return undefined;
}
