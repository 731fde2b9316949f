import { fineName, flowIs, text, yearOrMonth, type Expression } from '../staging/expressions.js';
import { units } from '../staging/quantity.js';
import { flowOfName, hasColumn, partnerFrom } from './evidence.js';
import { ImportError } from '../import-error.js';
import type { Format, SampledFile } from './format.js';

const VALUE_COLUMNS = {
  CNY: ['人民币', '金额_人民币'],
  USD: ['美元', '金额_美元'],
} as const;

type Currency = keyof typeof VALUE_COLUMNS;

/** Kilograms by the unit beside a quantity; anything else (litres, pieces, barrels) is no weight. */
function kilograms(quantity: string, unit: string): Expression {
  return (column) => {
    const number = `replace(${text(quantity)(column)}, ',', '')`;
    const scaled = (factor: string): string => `(TRY_CAST(${number} AS DECIMAL(30,6)) * ${factor})::VARCHAR`;
    return `CASE trim(${column(unit)}) WHEN '千克' THEN ${number} WHEN '吨' THEN ${scaled('1000')} WHEN '克' THEN ${scaled('0.001')} END`;
  };
}

/** Either quantity may be the weight; the first is the legal unit, and often it. */
const WEIGHT: Expression = (column) =>
  `coalesce(${kilograms('第一数量', '第一计量单位')(column)}, ${kilograms('第二数量', '第二计量单位')(column)})`;

/**
 * Downloads from stats.customs.gov.cn, and files merged of them, with Chinese headers in GB18030 or UTF-8. Only the file's
 * name, or the user, tells the flow. Values have thousands commas, quantities none.
 */
export const gacDownload: Format = {
  name: 'gac-download',
  title: 'China Customs statistics',
  source: 'General Administration of Customs of China',
  header: { all: ['数据年月', '商品编码'], any: Object.values(VALUE_COLUMNS).flat() },
  read: (file, options) => {
    const { flow, guessed } = flowOfName(file, options, { import: /imp|进口/i, export: /exp|出口/i });
    const present = currenciesOf(file);
    const currency = chosen(file, present, options.currency);
    const mode = ['贸易方式编码', '贸易方式名称'].find((name) => hasColumn(file, name));
    return {
      currency,
      valuation: { import: 'CIF', export: 'FOB' },
      period: yearOrMonth('数据年月'),
      sides: [
        {
          flow: flowIs(flow),
          netKg: units(WEIGHT),
          value: units(text(...VALUE_COLUMNS[currency]), { thousands: ',' }),
        },
      ],
      ...partnerFrom(file, [
        ['贸易伙伴编码', 'gac'],
        ['贸易伙伴名称', 'gac'],
      ]),
      commodity: text('商品编码'),
      names: { commodity: fineName('商品编码', '商品名称') },
      ...(mode === undefined ? {} : { mode: text(mode), modeNames: true }),
      guessed:
        present.length > 1 && options.currency === undefined
          ? [
              ...guessed,
              `currency: ${currency}, of ${present.join(' and ')} in each row (set it with --currency)`,
            ]
          : guessed,
      notes: [
        'weight: whichever of the two quantities is in kilograms or tonnes; litres, barrels and pieces are none',
        "imports CIF and exports FOB, as China's customs value them",
      ],
    };
  },
};

function currenciesOf(file: SampledFile): Currency[] {
  return (['CNY', 'USD'] as const).filter((currency) =>
    VALUE_COLUMNS[currency].some((name) => hasColumn(file, name)),
  );
}

/** Two currencies in a row are the same trade twice: one is chosen, never their sum. */
function chosen(file: SampledFile, present: readonly Currency[], wanted: string | undefined): Currency {
  const currency = present.find((currency) => wanted === undefined || currency === wanted.toUpperCase());
  if (currency !== undefined) return currency;
  throw new ImportError(
    'bad-option',
    `${file.name}: --currency ${wanted}: its values are in ${present.join(' and ')}`,
  );
}
