import { describe, expect, it } from 'vitest';
import { countriesOf, usualGeometry, type MapGeometry } from '../../../client/map/geometry.js';
import { codeOfNumber } from '../../../client/map/numeric-codes.js';
import { arc, longitudeOf, WorldMap, worldMapOf } from '../../../client/map/world-map.js';
import { PARTNERS } from '../../../server/dictionaries/partner-table.js';

const square = (west: number, south: number) => ({
  type: 'Polygon' as const,
  coordinates: [
    [
      [west, south],
      [west, south + 10],
      [west + 10, south + 10],
      [west + 10, south],
      [west, south],
    ],
  ],
});

describe('codes of countries on a map', () => {
  it('are those of the server’s dictionary', () => {
    for (const [code, , number] of PARTNERS) expect(codeOfNumber(number)).toBe(code);
  });

  it.each([
    [{ id: 'DEU' }, 'DEU'],
    [{ id: 276 }, 'DEU'],
    [{ id: '4' }, 'AFG'],
    [{ properties: { ISO_A3: 'FRA' } }, 'FRA'],
    [{ properties: { ISO_A3: '-99', ADM0_A3: 'NOR' } }, 'NOR'],
    [{ properties: { name: 'No man’s land' } }, undefined],
  ])('are found in %j', (fields, code) => {
    const feature = { type: 'Feature' as const, geometry: square(0, 0), properties: null, ...fields };
    expect(countriesOf({ type: 'FeatureCollection', features: [feature] })[0]!.code).toBe(code);
  });

  it('are asked of what can have some', () => {
    expect(() => countriesOf({ type: 'Point' } as unknown as MapGeometry)).toThrow(
      'geometry: expected a GeoJSON FeatureCollection, or a TopoJSON',
    );
  });
});

describe('a map of the world', () => {
  it('has a place for every large country, and France in Europe', async () => {
    const countries = countriesOf(await usualGeometry());
    const map = new WorldMap(countries, 1_000, 500, 0);
    for (const code of ['CHN', 'USA', 'BRA', 'AUS', 'HKG', 'SGP']) {
      const { x, y } = map.placeOf(code)!;
      expect(x, code).toBeGreaterThan(0);
      expect(x, code).toBeLessThan(1_000);
      expect(y, code).toBeGreaterThan(0);
      expect(y, code).toBeLessThan(500);
    }
    const [france, germany, ghana] = ['FRA', 'DEU', 'GHA'].map((code) => map.placeOf(code)!);
    expect(Math.abs(france!.x - germany!.x)).toBeLessThan(40);
    expect(france!.y).toBeLessThan(ghana!.y);
    expect(map.placeOf('XNS')).toBeNull();
  });

  it('is turned to its country', async () => {
    const countries = countriesOf(await usualGeometry());
    const longitude = longitudeOf('CHN', countries)!;
    expect(longitude).toBeGreaterThan(100);
    expect(longitude).toBeLessThan(110);
    expect(new WorldMap(countries, 1_000, 500, longitude).placeOf('CHN')!.x).toBeCloseTo(500, 0);
  });

  it('is drawn once for all that show it in one size, and the sizes that were used last are kept', async () => {
    const geometry = await usualGeometry();
    const map = (width: number): WorldMap => worldMapOf(countriesOf(geometry), width, 500, 0);
    const first = map(1_000);
    expect(map(1_000)).toBe(first);
    for (const width of [1_001, 1_002, 1_003]) map(width);
    expect(map(1_000)).toBe(first);
    for (const width of [1_004, 1_005, 1_006, 1_007]) map(width);
    expect(map(1_000)).not.toBe(first);
  });

  it('bows the way out to one side and the way back to the other', () => {
    const out = arc({ x: 0, y: 0 }, { x: 10, y: 0 }, 1);
    const back = arc({ x: 0, y: 0 }, { x: 10, y: 0 }, -1);
    expect(out).toBe('M0.0,0.0Q5.0,1.8 10.0,0.0');
    expect(back).toBe('M0.0,0.0Q5.0,-1.8 10.0,0.0');
  });
});
