import { defineConfig, type ViteUserConfig } from 'vitest/config';
import { trimUplot } from './scripts/trim-uplot.js';

const client = (file: string): string => new URL(`client/${file}`, import.meta.url).pathname;

/** The pages, with a hash in the name of each asset, so that a browser may keep it for ever. */
const pages: ViteUserConfig['build'] = {
  emptyOutDir: true,
  rolldownOptions: { input: [client('index.html'), client('wall.html')] },
};

/**
 * All elements in one file whose name never changes, for a script tag on anybody's page; what few pages need is beside
 * it and loaded when it is used.
 */
const embed: ViteUserConfig['build'] = {
  emptyOutDir: false,
  // Its paths would be those of this host, not of the page's.
  modulePreload: false,
  rolldownOptions: {
    input: client('embed.ts'),
    output: {
      entryFileNames: 'embed.js',
      chunkFileNames: 'embed/[name]-[hash].js',
      codeSplitting: {
        groups: [{ debugName: 'embed', name: (id, context) => (isInEntry(id, context) ? 'embed' : null) }],
      },
    },
  },
};

interface ModuleGraph {
  getModuleInfo(id: string): { readonly importers: readonly string[]; readonly isEntry: boolean } | null;
}

/**
 * Whether a module is loaded with the entry anyway. Left to itself the bundler puts what the entry shares with its chunks
 * into further files, which a page would then have to wait for one after the other.
 */
function isInEntry(id: string, graph: ModuleGraph, seen = new Set<string>()): boolean {
  const info = graph.getModuleInfo(id);
  if (info === null || seen.has(id)) return false;
  seen.add(id);
  return info.isEntry || info.importers.some((importer) => isInEntry(importer, graph, seen));
}

export default defineConfig(({ mode }) => ({
  root: 'client',
  plugins: [trimUplot()],
  build: {
    outDir: '../build/client',
    target: 'es2022',
    sourcemap: true,
    ...(mode === 'embed' ? embed : pages),
  },
  test: {
    root: '.',
    include: ['test/**/*.test.ts'],
    testTimeout: 60_000,
    hookTimeout: 120_000,
    pool: 'forks',
    maxWorkers: 2,
  },
}));
