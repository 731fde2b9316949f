import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import type { Dimension } from '../../protocol/dimensions.js';
import { projectFile } from '../project-file.js';
import type { DatasetInfo } from './dataset-info.js';
import { ImportError } from './import-error.js';
import type { ImportOptions } from './import-options.js';
import type { ImportReport } from './import-report.js';
import type { PeriodSums, SumQuery } from './period-sums.js';
import { OPENING, type StoreAnswer, type StoreMethod, type StoreRequest } from './store-messages.js';
import type { Store } from './store.js';

/** The built one, for this may run as source, and a process can't. */
const STORE_PROCESS = projectFile('build/server/store/store-process.js');

interface PendingCall {
  readonly resolve: (result: unknown) => void;
  readonly reject: (error: ImportError) => void;
  readonly onProgress: ImportOptions['onProgress'];
}

/**
 * Opens a store as `openStore` does, in a process of its own and of lower priority: reading files, and turning DuckDB's
 * results into columns, would else hold up the ticks of whoever serves.
 */
export async function openRemoteStore(location: string): Promise<Store> {
  const child = fork(STORE_PROCESS, [location], { serialization: 'advanced', execArgv: [] });
  const store = new RemoteStore(child);
  await store.opened;
  return store;
}

class RemoteStore implements Store {
  readonly opened: Promise<unknown>;
  readonly #child: ChildProcess;
  readonly #pending = new Map<number, PendingCall>();
  readonly #ended: Promise<unknown>;
  #calls = OPENING;

  constructor(child: ChildProcess) {
    this.#child = child;
    this.#ended = once(child, 'exit');
    child.on('exit', (code, signal) => this.#end(String(code ?? signal)));
    child.on('message', (answer: StoreAnswer) => this.#take(answer));
    this.opened = this.#wait(OPENING);
  }

  datasets(): Promise<DatasetInfo[]> {
    return this.#call('datasets', []) as Promise<DatasetInfo[]>;
  }

  dataset(name: string): Promise<DatasetInfo | undefined> {
    return this.#call('dataset', [name]) as Promise<DatasetInfo | undefined>;
  }

  inspect(file: string, options: ImportOptions): Promise<ImportReport> {
    return this.#read('inspect', file, options);
  }

  import(file: string, options: ImportOptions): Promise<ImportReport> {
    return this.#read('import', file, options);
  }

  aggregate(name: string, query: SumQuery): Promise<PeriodSums> {
    return this.#call('aggregate', [name, query]) as Promise<PeriodSums>;
  }

  names(name: string, dimension: Dimension): Promise<Record<string, string>> {
    return this.#call('names', [name, dimension]) as Promise<Record<string, string>>;
  }

  async close(): Promise<void> {
    await this.#call('close', []);
    this.#child.disconnect();
    await this.#ended;
  }

  async #read(method: 'import' | 'inspect', file: string, options: ImportOptions): Promise<ImportReport> {
    const { signal, onProgress, ...said } = options;
    const call = this.#calls + 1;
    const stop = (): void => this.#send({ call, method: 'abort' });
    const report = this.#call(method, [file, said], onProgress) as Promise<ImportReport>;
    if (signal?.aborted === true) stop();
    signal?.addEventListener('abort', stop);
    try {
      return await report;
    } finally {
      signal?.removeEventListener('abort', stop);
    }
  }

  #call(
    method: StoreMethod,
    args: readonly unknown[],
    onProgress?: ImportOptions['onProgress'],
  ): Promise<unknown> {
    const call = ++this.#calls;
    const answered = this.#wait(call, onProgress);
    this.#send({ call, method, args });
    return answered;
  }

  #wait(call: number, onProgress?: ImportOptions['onProgress']): Promise<unknown> {
    return new Promise((resolve, reject) => {
      this.#pending.set(call, { resolve, reject, onProgress });
    });
  }

  #send(request: StoreRequest): void {
    // Its end may be known here only by the failure to tell it something.
    const onSent = (error: Error | null): void => void (error !== null && this.#end());
    if (this.#child.connected) this.#child.send(request, onSent);
    else this.#end();
  }

  #take(answer: StoreAnswer): void {
    const pending = this.#pending.get(answer.call);
    if (pending === undefined) return;
    if ('progress' in answer) return pending.onProgress?.(answer.progress);
    this.#pending.delete(answer.call);
    if ('error' in answer) pending.reject(new ImportError(answer.error.code, answer.error.message));
    else pending.resolve(answer.result);
  }

  /** Whoever waits for an answer of a process that has ended waits no longer. */
  #end(how?: string): void {
    const ended = how === undefined ? 'has ended' : `ended with ${how}`;
    const error = new ImportError('internal', `store: its process ${ended}; start the server again`);
    for (const { reject } of this.#pending.values()) reject(error);
    this.#pending.clear();
  }
}
