import { DuckDBInstance } from '@duckdb/node-api';

const SEED = 42;

/** Customs offices, modes of transport and states that the rows take turns in. */
const OFFICES = ['0817800', '0817600', '0927700', '0927800', '0717600', '1017500', '0910600', '0517800'];
const TRANSPORTS = ['01', '04', '07', '03'];
const STATES = ['SP', 'SC', 'PR', 'RJ', 'MG', 'AM', 'RS', 'BA', 'ES', 'PE'];

/** As MDIC writes them: all but the amounts in quotes. */
const QUOTED = ['CO_ANO', 'CO_MES', 'CO_NCM', 'CO_UNID', 'CO_PAIS', 'SG_UF_NCM', 'CO_VIA', 'CO_URF'];

/**
 * Writes so many rows in the layout of Comex Stat's imports: 25 years by month, 9,000 commodities, 250 countries, amounts
 * over seven powers of ten, and a twentieth of the rows without a weight. The same for one number of rows on every machine.
 */
export async function writeComexRows(file: string, rows: number): Promise<void> {
  const instance = await DuckDBInstance.create(':memory:', { threads: '1', memory_limit: '500MB' });
  const connection = await instance.connect();
  await connection.run(`COPY (${rowsSql(rows)}) TO '${file}'
    (FORMAT csv, HEADER true, DELIMITER ';', QUOTE '"', FORCE_QUOTE (${QUOTED.join(', ')}))`);
  connection.closeSync();
  instance.closeSync();
}

/** Each column has a stream of random numbers of its own. */
function rowsSql(rows: number): string {
  let stream = 0;
  const random = (limit: number): string =>
    `(hash(i * 32 + ${++stream} + ${SEED << 20}) % ${limit})::INTEGER`;
  const oneOf = (list: readonly string[]): string =>
    `[${list.map((item) => `'${item}'`).join(', ')}][${random(list.length)} + 1]`;
  const amount = (powers: number): string => `(10 ** (${random(1_000_000)} / 1e6 * ${powers}))::BIGINT`;
  return `SELECT (2000 + i * 25 // ${rows})::VARCHAR AS CO_ANO, lpad((1 + ${random(12)})::VARCHAR, 2, '0') AS CO_MES,
    lpad((1010000 + ${random(9_000)} * 10777)::VARCHAR, 8, '0') AS CO_NCM, '10' AS CO_UNID,
    lpad((13 + ${random(250)} * 3)::VARCHAR, 3, '0') AS CO_PAIS, ${oneOf(STATES)} AS SG_UF_NCM,
    ${oneOf(TRANSPORTS)} AS CO_VIA, ${oneOf(OFFICES)} AS CO_URF, ${random(50_000)} AS QT_ESTAT,
    CASE WHEN ${random(20)} = 0 THEN 0 ELSE ${amount(7)} END AS KG_LIQUIDO, ${amount(7)} AS VL_FOB,
    ${random(5_000)} AS VL_FRETE, ${random(500)} AS VL_SEGURO FROM range(${rows}) AS r(i)`;
}
