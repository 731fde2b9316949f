import type { ImportOptions } from '../store/import-options.js';
import type { ImportReport } from '../store/import-report.js';
import { datasetName } from '../store/import-file.js';
import { openStore, type Store } from '../store/store.js';
import { EXIT, problemOf } from './failure.js';
import { importOptions, type ImportFlags } from './import-flags.js';
import { describeReport } from './report-text.js';
import { userPath } from './user-path.js';

interface DatasetFlags extends ImportFlags {
  readonly json: boolean;
}

/** `tradewall import FILE…`: reads files into a store; one bad file does not stop the rest. */
export async function importFiles(files: string[], flags: DatasetFlags & { store: string }): Promise<void> {
  await eachFile(userPath(flags.store), files, flags, (store, file, options) => store.import(file, options));
}

/** `tradewall inspect FILE…`: tells what files are; writes nothing. */
export async function inspectFiles(files: string[], flags: DatasetFlags): Promise<void> {
  await eachFile('memory', files, flags, (store, file, options) => store.inspect(file, options));
}

async function eachFile(
  location: string,
  files: string[],
  flags: DatasetFlags,
  work: (store: Store, file: string, options: ImportOptions) => Promise<ImportReport>,
): Promise<void> {
  const given = await importOptions(flags);
  const abort = new AbortController();
  const interrupt = (): void => abort.abort();
  process.once('SIGINT', interrupt);
  const store = await openStore(location);
  const begun = new Set<string>();
  try {
    for (const file of files) {
      const dataset = given.as ?? datasetName(file);
      const options = {
        ...given,
        // The second file of a dataset does not replace the first.
        replace: given.replace === true && !begun.has(dataset),
        signal: abort.signal,
        onProgress: createProgress(file, flags.json),
      };
      if (!(await report(file, flags.json, () => work(store, userPath(file), options))))
        process.exitCode = EXIT.failed;
      else begun.add(dataset);
    }
  } finally {
    process.off('SIGINT', interrupt);
    await store.close();
  }
}

async function report(file: string, json: boolean, work: () => Promise<ImportReport>): Promise<boolean> {
  try {
    const done = { ...(await work()), file };
    process.stdout.write(json ? `${JSON.stringify(done)}\n` : describeReport(done));
    return true;
  } catch (fault) {
    const problem = problemOf(fault);
    if (json) process.stdout.write(`${JSON.stringify({ type: 'error', file, ...problem })}\n`);
    process.stderr.write(`tradewall: ${problem.message} (${problem.code})\n`);
    return false;
  }
}

/** Progress goes to a terminal only: in a log it would be noise. */
function createProgress(file: string, json: boolean): NonNullable<ImportOptions['onProgress']> {
  return ({ step, share }) => {
    if (json || !process.stderr.isTTY) return;
    const percent = share === null ? '' : ` ${Math.round(100 * share)} %`;
    process.stderr.write(`\r\u001B[K${share === 1 ? '' : `${file}: ${step}${percent}`}`);
  };
}
