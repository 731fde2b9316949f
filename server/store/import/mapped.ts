import { ImportError } from '../import-error.js';
import { MAPPED_COLUMNS, WEIGHT_POWERS, type ImportOptions, type Mapping } from '../import-options.js';
import { flowIs, flowWords, recordTime, text, type Expression } from '../staging/expressions.js';
import { powersOfTen } from '../staging/quantity.js';
import { currencyOf } from './record-currency.js';
import type { Format, Reading, SampledFile, Side } from './format.js';

const DIMENSIONS = ['reporter', 'partner', 'commodity', 'port', 'mode', 'transport', 'id'] as const;

const FLOW_WORDS = {
  import: ['import', 'imports', 'm', 'i', '1', '进口'],
  export: ['export', 'exports', 'x', 'e', '2', '出口'],
};

/** The format of a file whose columns the user names. */
export function mappedFormat(mapping: Mapping): Format {
  const named = MAPPED_COLUMNS.flatMap((key) => mapping[key] ?? []);
  return {
    name: 'mapped',
    title: 'Mapped columns',
    source: 'the user',
    header: { all: named },
    read: (file, options) => {
      const { currency, ...rest } = currencyOf(file, mapping.currency, options);
      const codes = DIMENSIONS.flatMap((key) =>
        mapping[key] === undefined ? [] : [[key, text(mapping[key])] as const],
      );
      return {
        currency,
        valuation: { import: null, export: null },
        period: recordTime(mapping.time),
        sides: [sideOf(file, mapping, options)],
        ...(Object.fromEntries(codes) as Partial<Record<(typeof DIMENSIONS)[number], Expression>>),
        names: namesOf(mapping),
        partnerScheme: mapping.partnerScheme ?? 'iso3',
        ...rest,
      };
    },
  };
}

function namesOf({ partnerName, commodityName, portName }: Mapping): NonNullable<Reading['names']> {
  return {
    ...(partnerName === undefined ? {} : { partner: text(partnerName) }),
    ...(commodityName === undefined ? {} : { commodity: text(commodityName) }),
    ...(portName === undefined ? {} : { port: text(portName) }),
  };
}

function sideOf(file: SampledFile, mapping: Mapping, { flow }: ImportOptions): Side {
  const writing = { thousands: ',' } as const;
  return {
    flow: flow === undefined ? flowColumn(file, mapping) : flowIs(flow),
    ...(mapping.netKg === undefined
      ? {}
      : { netKg: powersOfTen(WEIGHT_POWERS[mapping.weightUnit ?? 'kg'], mapping.netKg, writing) }),
    ...(mapping.value === undefined
      ? {}
      : { value: powersOfTen(powerOf(mapping.valueUnit ?? 1), mapping.value, writing) }),
  };
}

function flowColumn({ name }: SampledFile, { flow, importWords, exportWords }: Mapping): Expression {
  if (flow !== undefined)
    return flowWords(flow, {
      import: [...(importWords ?? FLOW_WORDS.import)],
      export: [...(exportWords ?? FLOW_WORDS.export)],
    });
  throw new ImportError(
    'flow-unknown',
    `${name}: the mapping names no column of flows; add one, or give --flow import or --flow export`,
  );
}

function powerOf(unit: number): number {
  const power = Math.log10(unit);
  if (Number.isInteger(power) && power >= 0 && power <= 12) return power;
  throw new ImportError(
    'bad-option',
    `mapping: valueUnit ${unit}: expected 1, 10, 100, … up to a million million`,
  );
}
