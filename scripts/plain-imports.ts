import type { Plugin } from 'vite';

/** As Vite wraps `await import(…)` of which some exports are used, so that it can load ahead what the chunk needs. */
const WRAPPED =
  /__vitePreload\(async \(\) => \{(\s*)(?:const|let) \{[^}]*\} = await (import\([^)]*\));(\s*)return \{[^}]*\};?(\s*)\},\s*[^()]*?\)/g;

/** Leaves that away from scripts whose chunks need nothing but themselves: 1 KB of what is loaded first. */
export function plainImports(): Plugin {
  return {
    name: 'plain-imports',
    enforce: 'pre',
    load: {
      filter: { id: /vite\/preload-helper/ },
      handler: () => 'export const __vitePreload = (load) => load();',
    },
    // Line breaks stay, and with them the source map.
    renderChunk: (code) => ({ code: code.replaceAll(WRAPPED, '$2$1$3$4'), map: null }),
  };
}
