import { fileURLToPath } from 'node:url';
import type { Plugin } from 'vite';

/** Puts `client/lean-valibot.ts` in valibot's place: what a page checks is what the server sends it, as JSON. */
export function leanValibot(): Plugin {
  const lean = fileURLToPath(new URL('../client/lean-valibot.ts', import.meta.url));
  return {
    name: 'lean-valibot',
    apply: 'build',
    enforce: 'pre',
    resolveId: { filter: { id: /^valibot$/ }, handler: () => lean },
  };
}
