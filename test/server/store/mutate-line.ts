/** A generator of whole numbers below `limit`, the same for one seed on every machine (mulberry32). */
export function seeded(seed: number): (limit: number) => number {
  let state = seed;
  return (limit) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * limit);
  };
}

const NASTY = [
  ',',
  ';',
  '"',
  '""',
  '\t',
  '\n',
  '\r',
  '\r\n',
  '\0',
  "'",
  '\u{feff}',
  '\u{fffd}',
  'é',
  '中',
  '=',
  '-',
  '_',
  '.',
  ' ',
  'e9',
];
const NUMBERS = [
  'NaN',
  '1e400',
  '-1',
  '-0',
  '1e-10',
  '99999999999999999999',
  '0.1234567891',
  '1,000',
  '1_000',
  '+5',
  '0x10',
  '1e3',
  '٣',
  '',
  'NULL',
  'inf',
];

type Change = (line: string, random: (limit: number) => number) => string;

const CHANGES: readonly Change[] = [
  (line, random) => splice(line, random(line.length), 1, ''),
  (line, random) => splice(line, random(line.length + 1), 0, NASTY[random(NASTY.length)]!),
  (line, random) => splice(line, random(line.length), 1, String.fromCharCode(32 + random(95))),
  (line, random) => line.slice(0, random(line.length)),
  (line, random) => line.slice(random(line.length)),
  (line, random) => replaceField(line, random, () => NUMBERS[random(NUMBERS.length)]!),
  (line, random) => replaceField(line, random, (field) => `${field}${field}`),
  (line, random) => replaceField(line, random, (field) => `"${field}"`),
  (line, random) => replaceField(line, random, (field) => `"${field}`),
  (line, random) =>
    replaceField(line, random, (field, fields) => fields[random(fields.length)]! + field.slice(0, 0)),
  (line) => line + line,
  (line) => line.replaceAll(',', ';'),
];

/** A line with one thing wrong. */
export function mutateLine(line: string, random: (limit: number) => number): string {
  return CHANGES[random(CHANGES.length)]!(line, random);
}

function splice(line: string, at: number, remove: number, insert: string): string {
  return line.slice(0, at) + insert + line.slice(at + remove);
}

function replaceField(
  line: string,
  random: (limit: number) => number,
  change: (field: string, fields: readonly string[]) => string,
): string {
  const delimiter = line.includes(';') ? ';' : ',';
  const fields = line.split(delimiter);
  const at = random(fields.length);
  return fields.map((field, index) => (index === at ? change(field, fields) : field)).join(delimiter);
}
