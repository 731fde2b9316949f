import { DuckDBInstance, type DuckDBConnection, type DuckDBValue } from '@duckdb/node-api';

export type Row = Record<string, DuckDBValue>;

/** One connection to DuckDB; its statements run one after the other. */
export class Database {
  readonly #connection: DuckDBConnection;
  readonly #persist: () => Promise<void>;
  #last: Promise<unknown> = Promise.resolve();

  /** @param persist brings to disk what was committed, or on failure takes it back */
  constructor(connection: DuckDBConnection, persist: () => Promise<void>) {
    this.#connection = connection;
    this.#persist = persist;
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
   * Runs `work` in a transaction: all of it is on disk afterwards, or on failure nothing. Transactions wait for each other.
   * What `work` returns with `keep: false` is handed over, and its changes are not kept. Outside a transaction nothing
   * reaches the disk.
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
      if (keep) await this.#persist();
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

/** Name that the file is attached by. */
const ATTACHED = 'tradewall';

/**
 * Opens a database file and as many connections to it as asked for. What is committed goes into the file by a checkpoint,
 * which one write of the header makes count, and never by a log: of a log that was cut off half way, DuckDB 1.5 keeps rows
 * of the transaction that was not finished (duckdb/duckdb#25931).
 */
export async function openDatabase(
  file: string,
  connections: number,
  settings: Record<string, string>,
): Promise<{ connections: Database[]; close(): void }> {
  const instance = await DuckDBInstance.create(':memory:', settings);
  try {
    await onConnection(instance, (connection) => attach(connection, file));
    const opened: Database[] = [];
    for (let i = 0; i < connections; i++) {
      const connection = await instance.connect();
      await connection.run(`USE ${ATTACHED}`);
      opened.push(new Database(connection, () => checkpoint(instance, file)));
    }
    return {
      connections: opened,
      close() {
        for (const connection of opened) connection.close();
        instance.closeSync();
      },
    };
  } catch (error) {
    instance.closeSync();
    throw error;
  }
}

async function attach(connection: DuckDBConnection, file: string): Promise<void> {
  await connection.run(`ATTACH ${quoted(file)} AS ${ATTACHED} (RECOVERY_MODE no_wal_writes)`);
}

/** Writes what was committed to the file, once the queries that are under way are done; on failure, goes back to the file. */
async function checkpoint(instance: DuckDBInstance, file: string): Promise<void> {
  await onConnection(instance, async (connection) => {
    try {
      await connection.run(`FORCE CHECKPOINT ${ATTACHED}`);
    } catch (error) {
      await connection.run(`DETACH ${ATTACHED}`);
      await attach(connection, file);
      throw error;
    }
  });
}

/** With a connection of its own: those that use the database that failed can't leave it. */
async function onConnection(
  instance: DuckDBInstance,
  work: (connection: DuckDBConnection) => Promise<void>,
): Promise<void> {
  const connection = await instance.connect();
  try {
    await work(connection);
  } finally {
    connection.closeSync();
  }
}

/** A text as an SQL literal. */
export function quoted(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}

/** A name as an SQL identifier. */
export function identifier(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}
