/** What every timeline and every recording of a simulation says of its figures. */
export const SIMULATION = {
  /** China's; it has no daylight saving. */
  utcOffset: '+08:00',
  valuation: { import: 'CIF', export: 'FOB' },
} as const;

/** The same record has the same id in every recording, so that two that overlap count it once. */
export function simulatedId(seed: number, hour: number, row: number): string {
  return `sim-${seed}-${hour}-${row}`;
}

/** The seed of a simulated record; undefined where the id is another's. */
export function seedOfId(id: string): number | undefined {
  const seed = /^sim-(-?\d+)-\d+-\d+$/.exec(id)?.[1];
  return seed === undefined ? undefined : Number(seed);
}
