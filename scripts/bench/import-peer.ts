import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { answerImport } from './answer-import.js';

/** What whoever has DuckDB types: all that is told of the file is guessed by DuckDB. */
answerImport(async (file, folder) => {
  const instance = await DuckDBInstance.create(join(folder, 'peer.duckdb'));
  const connection = await instance.connect();
  await connection.run(`CREATE TABLE rows AS FROM read_csv('${file}')`);
  const reader = await connection.runAndReadAll('SELECT count(*), sum(VL_FOB) FROM rows');
  const [rows, value] = reader.getRows()[0]!;
  connection.closeSync();
  instance.closeSync();
  return `${String(rows)} rows, ${String(value)}`;
});
