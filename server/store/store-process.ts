import { constants, setPriority } from 'node:os';
import { asImportError } from './import-error.js';
import type { ImportOptions } from './import-options.js';
import { OPENING, type StoreAnswer, type StoreMethod, type StoreRequest } from './store-messages.js';
import { openStore, type Store } from './store.js';

/** A store in a process of its own, run by remote-store.ts: `store-process LOCATION`. */
const location = process.argv[2]!;
const aborts = new Map<number, AbortController>();

// Whoever serves has to keep its ticks; an import has time. The threads of DuckDB, which are started later, have the same.
setPriority(constants.priority.PRIORITY_BELOW_NORMAL);
// Ctrl-C reaches every process of a terminal; it is the parent that ends this one, once it is done with it.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => undefined);
// A parent that was killed leaves nothing to do, and what was not finished is as it is after a kill.
process.on('disconnect', () => process.exit());

try {
  const store = await openStore(location);
  process.on('message', (request: StoreRequest) => void answer(store, request));
  send({ call: OPENING, result: undefined });
} catch (error) {
  fail(OPENING, error);
  process.disconnect();
}

async function answer(store: Store, request: StoreRequest): Promise<void> {
  const { call } = request;
  if (request.method === 'abort') return aborts.get(call)?.abort();
  try {
    send({ call, result: await carryOut(store, call, request.method, request.args) });
  } catch (error) {
    fail(call, error);
  } finally {
    aborts.delete(call);
  }
}

function carryOut(
  store: Store,
  call: number,
  method: StoreMethod,
  args: readonly unknown[],
): Promise<unknown> {
  if (method === 'import' || method === 'inspect') {
    const [file, options] = args as [string, ImportOptions];
    return store[method](file, { ...options, ...listeners(call) });
  }
  const run = store[method] as (...given: readonly unknown[]) => Promise<unknown>;
  return run.call(store, ...args);
}

function listeners(call: number): Pick<ImportOptions, 'signal' | 'onProgress'> {
  const controller = new AbortController();
  aborts.set(call, controller);
  return { signal: controller.signal, onProgress: (progress) => send({ call, progress }) };
}

function fail(call: number, error: unknown): void {
  const { code, message } = asImportError(error, location);
  send({ call, error: { code, message } });
}

function send(answer: StoreAnswer): void {
  process.send!(answer);
}
