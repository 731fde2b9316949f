import type { Random } from './random.js';

/** A record as it is sent. */
export type SentRecord = Record<string, string | number>;

const PARTNERS = ['USA', 'JPN', 'VNM', 'DEU', 'BRA'];
const GOODS = ['850440', '854231', '260111', '270900', '87'];

/** A valid record at `time`, with whatever of the optional fields it happens to have. */
export function randomRecord(random: Random, time: number, id?: string): SentRecord {
  const value = random.chance(0.9);
  return {
    ...(id === undefined ? {} : { id }),
    time: new Date(time).toISOString(),
    flow: random.pick(['import', 'export']),
    partner: random.pick(PARTNERS),
    commodity: random.pick(GOODS),
    ...(random.chance(0.7) ? { port: random.pick(['CNSHA', 'CNNGB', 'SGSIN']) } : {}),
    ...(random.chance(0.5) ? { mode: random.pick(['0110', '9610']) } : {}),
    ...(random.chance(0.5) ? { transport: random.pick(['sea', 'air', 'rail']) } : {}),
    ...(!value || random.chance(0.8) ? { netKg: random.pick([1_000, '12.345', random.whole(0, 4e8)]) } : {}),
    ...(value ? { value: randomValue(random), currency: 'CNY' } : {}),
  };
}

function randomValue(random: Random): string | number {
  const fen = random.whole(-1_000, 4e12);
  return random.pick([Math.round(fen / 100), (fen / 100).toFixed(2)]);
}

export function toNdjson(records: readonly SentRecord[]): string {
  return records.map((record) => `${JSON.stringify(record)}\n`).join('');
}
