import { answerSeeks } from './answer-seeks.js';
import { instantAt, openTable, REPLAY_VIEWS } from './trade-table.js';

await answerSeeks(await prepareTable(Number(process.argv[2])));

/** What whoever has no cursors does: asks for all views again. */
async function prepareTable(rows: number): Promise<(share: number) => Promise<number>> {
  const connection = await openTable(rows);
  return async (share) => {
    const playhead = new Date(instantAt(share)).toISOString().slice(0, 19);
    let bytes = 0;
    for (const { sql } of REPLAY_VIEWS) {
      const reader = await connection.runAndReadAll(sql, [playhead]);
      bytes += Buffer.byteLength(JSON.stringify(reader.getRowsJson()));
    }
    return bytes;
  };
}
