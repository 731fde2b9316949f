import type { Plugin } from 'vite';

/** Vite's way to load chunks with what they need ahead of them, for scripts whose chunks need nothing else: 1 KB of it. */
export function plainImports(): Plugin {
  return {
    name: 'plain-imports',
    enforce: 'pre',
    load: {
      filter: { id: /vite\/preload-helper/ },
      handler: () => 'export const __vitePreload = (load) => load();',
    },
  };
}
