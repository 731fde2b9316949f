import { fileURLToPath } from 'node:url';
import type { Plugin } from 'vite';

const client = (file: string): string => fileURLToPath(new URL(`../client/${file}`, import.meta.url));

/** What stands in, in the bundles, for packages of which they use a part that can't be had alone. */
const STAND_INS: Readonly<Record<string, string>> = {
  valibot: client('lean-valibot.ts'),
  'lit/decorators.js': client('lean-decorators.ts'),
};

/** Puts them in the place of those packages. */
export function leanStandIns(): Plugin {
  return {
    name: 'lean-stand-ins',
    apply: 'build',
    enforce: 'pre',
    resolveId: {
      filter: { id: /^(?:valibot|lit\/decorators\.js)$/ },
      handler: (id) => STAND_INS[id],
    },
  };
}
