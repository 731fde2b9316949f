import type { FileEvent } from './file-watch.js';
import type { Logger } from './logger.js';
import type { DatasetInfo, ImportOptions, Store } from './store/store.js';

/** A file to be served, and what is said of it beside its content. */
export interface ServedFile {
  readonly file: string;
  readonly about: ImportOptions;
}

/** What becomes of a dataset whose files are others than before. */
export interface DatasetChanges {
  /** It holds other records now, or was not served until now. */
  replaced(dataset: DatasetInfo, reason: string): Promise<void>;
  ended(dataset: string, reason: string): Promise<void>;
}

/** Keeps the datasets of a store the same as the files that they were made of. */
export class ServedFiles {
  readonly #store: Store;
  readonly #logger: Logger;
  /** The dataset that each file belongs to. */
  readonly #datasets = new Map<ServedFile, string>();

  constructor(store: Store, logger: Logger) {
    this.#store = store;
    this.#logger = logger;
  }

  /** Imports the files in turn, and answers with their datasets. */
  async begin(files: readonly ServedFile[]): Promise<DatasetInfo[]> {
    for (const file of files) this.#datasets.set(file, await this.#import(file, {}));
    const names = new Set(this.#datasets.values());
    const datasets = await Promise.all([...names].map((name) => this.#store.dataset(name)));
    return datasets.filter((dataset) => dataset !== undefined);
  }

  /** Takes what happened to the files into the store. Where a new file can't be read, the old figures stay. */
  async take(events: readonly FileEvent[], changes: DatasetChanges): Promise<void> {
    for (const event of events) {
      try {
        await this.#takeOne(event, changes);
      } catch (fault) {
        this.#logger.error({ err: fault, file: event.file }, 'the changed file was not taken');
      }
    }
  }

  async #takeOne({ file, happened }: FileEvent, changes: DatasetChanges): Promise<void> {
    const name = [...this.#datasets].find(([served]) => served.file === file)?.[1];
    if (name === undefined) return;
    this.#logger.info(
      { file, dataset: name },
      `its file ${happened === 'back' ? 'is back' : `was ${happened}`}`,
    );
    const files = [...this.#datasets].filter(([, dataset]) => dataset === name).map(([served]) => served);
    const left = happened === 'removed' ? files.filter((served) => served.file !== file) : files;
    if (left.length === 0) return changes.ended(name, 'its file was removed');
    for (const [index, served] of left.entries())
      await this.#import(served, { replace: index === 0, as: name });
    const dataset = await this.#store.dataset(name);
    if (dataset !== undefined) await changes.replaced(dataset, 'its file was replaced');
  }

  async #import({ file, about }: ServedFile, options: ImportOptions): Promise<string> {
    const { dataset, rows, skipped } = await this.#store.import(file, { ...about, ...options });
    this.#logger.info({ file, dataset, rows, skipped }, 'imported');
    return dataset;
  }
}
