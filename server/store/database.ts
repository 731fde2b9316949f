import { DuckDBInstance, type DuckDBConnection, type DuckDBValue } from '@duckdb/node-api';

export type Row = Record<string, DuckDBValue>;

/** One connection to DuckDB; its statements run one after the other. */
export class Database {
  readonly #connection: DuckDBConnection;
  #last: Promise<unknown> = Promise.resolve();

  constructor(connection: DuckDBConnection) {
    this.#connection = connection;
  }

  /** Runs a statement for what it does. */
  async run(sql: string, values: DuckDBValue[] = []): Promise<void> {
    await this.#connection.run(sql, values);
  }

  /** Runs a query and hands over all its rows; for results of a few rows. */
  async rows(sql: string, values: DuckDBValue[] = []): Promise<Row[]> {
    return (await this.#connection.runAndReadAll(sql, values)).getRowObjects();
  }

  /** Runs a query and hands over its columns. */
  async columns(sql: string, values: DuckDBValue[] = []): Promise<DuckDBValue[][]> {
    const reader = await this.#connection.runAndReadAll(sql, values);
    // Without rows DuckDB hands over no columns either.
    return reader.currentRowCount === 0 ? reader.columnNames().map(() => []) : reader.getColumns();
  }

  /** Share of the running statement that is done, 0–100; -1 where that is not known. */
  get progress(): number {
    return this.#connection.progress.percentage;
  }

  /** Stops the running statement, which then fails. */
  interrupt(): void {
    this.#connection.interrupt();
  }

  /**
   * Runs `work` in a transaction: all of it, or on failure nothing. Transactions wait for each other.
   * What `work` returns with `keep: false` is handed over, and its changes are not kept.
   */
  async transaction<T>(work: () => Promise<{ keep: boolean; result: T }>): Promise<T> {
    const turn = this.#last.then(() => this.#transact(work));
    this.#last = turn.catch(() => undefined);
    return turn;
  }

  async #transact<T>(work: () => Promise<{ keep: boolean; result: T }>): Promise<T> {
    await this.run('BEGIN TRANSACTION');
    try {
      const { keep, result } = await work();
      await this.run(keep ? 'COMMIT' : 'ROLLBACK');
      return result;
    } catch (error) {
      // A failed COMMIT has ended the transaction already, and then there is nothing left to roll back.
      await this.run('ROLLBACK').catch(() => undefined);
      throw error;
    }
  }

  close(): void {
    this.#connection.closeSync();
  }
}

/** Opens a database file and as many connections to it as asked for. */
export async function openDatabase(
  file: string,
  connections: number,
  settings: Record<string, string>,
): Promise<{ connections: Database[]; close(): void }> {
  const instance = await DuckDBInstance.create(file, settings);
  const opened: Database[] = [];
  for (let i = 0; i < connections; i++) opened.push(new Database(await instance.connect()));
  return {
    connections: opened,
    close() {
      for (const connection of opened) connection.close();
      instance.closeSync();
    },
  };
}

/** A text as an SQL literal. */
export function quoted(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}

/** A name as an SQL identifier. */
export function identifier(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}
