import type { ImportErrorCode } from './import-error.js';
import type { ImportProgress } from './import-options.js';
import type { Store } from './store.js';

/** What can be asked of a store in another process. */
export type StoreMethod = keyof Store;

/** A call, or the wish to stop one that is an import. */
export type StoreRequest =
  | { readonly call: number; readonly method: StoreMethod; readonly args: readonly unknown[] }
  | { readonly call: number; readonly method: 'abort' };

/** What a call came to, or how far it has come. The opening of the store is call 0. */
export type StoreAnswer =
  | { readonly call: number; readonly result: unknown }
  | { readonly call: number; readonly error: { readonly code: ImportErrorCode; readonly message: string } }
  | { readonly call: number; readonly progress: ImportProgress };

/** Number of the call that opens the store. */
export const OPENING = 0;
