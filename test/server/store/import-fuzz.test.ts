import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ImportError } from '../../../server/store/import-error.js';
import { openStore, type ImportReport, type Store } from '../../../server/store/store.js';
import { EXAMPLES, type FormatExample } from './format-examples.js';
import { mutateLine, seeded } from './mutate-line.js';
import { hasRealFiles, realFile } from './real-files.js';
import { tempFiles } from './temp-files.js';

const SEED = Number(process.env['FUZZ_SEED'] ?? 20_261_123);
/** Together at least 10,000 mutations, many to a file. */
const MUTATIONS_A_FILE = 120;
const CLEAN_ROWS = 60;
const MUTATIONS = 10_400;

const files = tempFiles();

/** What a file of these rows adds up to; nothing, if it is refused. */
interface Sums {
  readonly rows: number;
  readonly amounts: Record<string, bigint>;
}

/** Real files whose rows stand for themselves, beside the examples of which that is true. */
const REAL: readonly FormatExample[] = hasRealFiles
  ? [
      real('portwatch-daily', 'portwatch-daily/alexandria_portwatch.csv', 'latin1'),
      real('comext', 'comext/eu_comext_critical_inputs_cn8_2022_2024.csv', 'latin1'),
      real('uk-hmrc-hs4', 'uk-hs4-mass/flows.csv', 'latin1'),
      real('gac-download', 'gac-monthly/customs_export_2024.transcribed.utf8.csv', 'utf8'),
      real('comex-stat', 'comex-stat/IMP_2025_head60.official-layout.derived.csv', 'latin1'),
      real('cargo-events', 'cargo-events/planned_cargoes.csv', 'latin1'),
    ]
  : [];

function real(format: string, path: string, encoding: BufferEncoding): FormatExample {
  const lines = readFileSync(realFile(path), encoding)
    .split(/\r?\n/)
    .filter((line) => line !== '');
  const delimiter = format === 'comex-stat' ? ';' : ',';
  return { format, name: path.replaceAll('/', '-'), delimiter, lines: lines.slice(0, 400), totals: {} };
}

/** Formats in which a fault in one row can change which others count, by the rules for totals and levels. */
const INTERTWINED = [
  'comtrade',
  'comtrade-legacy',
  'comtrade-legacy-api',
  'wits',
  'comext',
  'us-census-imports',
  'us-census-exports',
  'ais-seaborne',
  'gac-regime',
  'gac-trade-mode',
];

const FILES = [...EXAMPLES, ...REAL];

describe(`files with faults, of seed ${SEED}`, () => {
  let store: Store;
  beforeAll(async () => {
    store = await openStore('memory');
  });
  afterAll(() => store.close());

  const read = async (
    example: FormatExample,
    rows: readonly string[],
  ): Promise<ImportReport | ImportError> => {
    const path = files.write(example.name, `${[example.lines[0], ...rows].join('\n')}\n`);
    return store.inspect(path, { as: 'x', ...example.options }).catch((error: unknown) => {
      if (error instanceof ImportError && error.code !== 'internal') return error;
      throw error;
    });
  };

  const sums = async (example: FormatExample, rows: readonly string[]): Promise<Sums> => {
    const report = await read(example, rows);
    if (report instanceof ImportError) return { rows: 0, amounts: {} };
    const skipped = Object.values(report.skipped).reduce((sum, count) => sum + count, 0);
    const lines = rows
      .join('\n')
      .split(/\r?\n/)
      .filter((line) => line !== '').length;
    expect(report.rows).toBe(lines);
    if (![...INTERTWINED, 'portwatch-daily', 'gac-months'].includes(example.format))
      expect(report.kept + skipped).toBe(report.rows);
    return { rows: report.rows, amounts: amountsOf(report) };
  };

  const batches = Math.ceil(MUTATIONS / MUTATIONS_A_FILE);

  it.each(Array.from({ length: batches }, (_, batch) => batch))(
    'lose and gain nothing but their faulty rows: batch %i',
    async (batch) => {
      const random = seeded(SEED + batch);
      const example = FILES[batch % FILES.length]!;
      const pool = example.lines.slice(1);
      const clean = pool[0]!;
      const row = (): string => pool[random(pool.length)]!;
      const untouched = Array.from({ length: CLEAN_ROWS }, row);
      const touched = Array.from({ length: MUTATIONS_A_FILE }, () => mutateLine(row(), random));
      const mixed = [...untouched, ...touched].sort(() => random(3) - 1);
      const whole = await sums(example, [clean, ...mixed]);
      const parts = [await sums(example, [clean, ...untouched]), await sums(example, [clean, ...touched])];
      const once = await sums(example, [clean]);
      if (INTERTWINED.includes(example.format)) return;
      expect(added(whole.amounts, once.amounts)).toEqual(added(parts[0]!.amounts, parts[1]!.amounts));
    },
  );

  it('never fail for a reason of ours, whatever is wrong with the whole file', async () => {
    const random = seeded(SEED);
    for (let round = 0; round < 60; round++) {
      const example = EXAMPLES[round % EXAMPLES.length]!;
      const bytes = Buffer.from(`${example.lines.join('\n')}\n`);
      for (let times = random(8); times >= 0; times--) bytes[random(bytes.length)] = random(256);
      const path = files.write(example.name, bytes.subarray(0, 1 + random(bytes.length)));
      const outcome = await store
        .inspect(path, { as: 'x', ...example.options })
        .catch((error: unknown) => error);
      if (outcome instanceof Error)
        expect(outcome).toMatchObject({
          name: 'ImportError',
          code: expect.not.stringMatching('internal') as string,
        });
    }
  });
});

/** Exact: thousandths, and up to the ninth decimal. */
function amountsOf({ totals }: ImportReport): Record<string, bigint> {
  const amounts: Record<string, bigint> = {};
  for (const [flow, total] of Object.entries(totals))
    for (const [measure, amount] of Object.entries(total))
      amounts[`${flow} ${measure}`] = measure === 'records' ? BigInt(amount) : nanos(String(amount));
  return amounts;
}

function nanos(amount: string): bigint {
  const [whole = '0', decimals = ''] = amount.replace('-', '').split('.');
  const size = BigInt(whole + decimals.padEnd(9, '0'));
  return amount.startsWith('-') ? -size : size;
}

function added(a: Record<string, bigint>, b: Record<string, bigint>): Record<string, bigint> {
  const keys = [...new Set([...Object.keys(a), ...Object.keys(b)])].sort();
  const sums = keys.map((key) => [key, (a[key] ?? 0n) + (b[key] ?? 0n)] as const);
  return Object.fromEntries(sums.filter(([, sum]) => sum !== 0n));
}
