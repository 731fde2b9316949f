import type { Plugin } from 'vite';
import { defineConfig, type ViteUserConfig } from 'vitest/config';
import { compactCss } from './scripts/compact-css.js';
import { compactHtml } from './scripts/compact-html.js';
import { leanStandIns } from './scripts/lean-stand-ins.js';
import { plainImports } from './scripts/plain-imports.js';
import { squeeze } from './scripts/squeeze.js';
import { trimUplot } from './scripts/trim-uplot.js';

const client = (file: string): string => new URL(`client/${file}`, import.meta.url).pathname;

/** The pages, with a hash in the name of each asset, so that a browser may keep it for ever. */
const pages: ViteUserConfig['build'] = {
  emptyOutDir: true,
  rolldownOptions: {
    input: [client('index.html'), client('wall.html'), client('setup.html')],
    // Apart, what a page loads when it uses it from what it loads anyway, for the sizes of the two are budgeted apart.
    output: {
      chunkFileNames: ({ moduleIds }) =>
        `assets/${moduleIds.some((id) => loadedAnyway.has(id)) ? '' : 'lazy/'}[name]-[hash].js`,
    },
  },
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
        groups: [{ debugName: 'embed', name: (id) => (loadedAnyway.has(id) ? 'embed' : null) }],
      },
    },
  },
};

/** The same in one file to the last, for pages whose scripts are no modules. */
const iife: ViteUserConfig['build'] = {
  emptyOutDir: false,
  modulePreload: false,
  rolldownOptions: {
    input: client('embed-iife.ts'),
    output: { entryFileNames: 'embed.iife.js', format: 'iife', codeSplitting: false },
  },
};

const builds: Readonly<Record<string, ViteUserConfig['build']>> = { embed, iife };

/**
 * Modules that come with an entry, by the newest build. Left to itself the bundler puts what an entry shares with its
 * chunks into further files, which a page would then have to wait for one after the other.
 */
const loadedAnyway = new Set<string>();

function withLoadedAnyway(): Plugin {
  return {
    name: 'with-loaded-anyway',
    buildEnd() {
      loadedAnyway.clear();
      const coming = [...this.getModuleIds()].filter((id) => this.getModuleInfo(id)?.isEntry === true);
      for (const id of coming) {
        if (loadedAnyway.has(id)) continue;
        loadedAnyway.add(id);
        coming.push(...(this.getModuleInfo(id)?.importedIds ?? []));
      }
    },
  };
}

export default defineConfig(({ mode }) => ({
  root: 'client',
  plugins: [
    withLoadedAnyway(),
    trimUplot(),
    leanStandIns(),
    compactCss(),
    compactHtml(),
    ...(mode in builds ? [plainImports()] : []),
    ...(mode === 'embed' ? [squeeze()] : []),
  ],
  build: {
    outDir: '../build/client',
    target: 'es2022',
    sourcemap: true,
    ...(builds[mode] ?? pages),
  },
  test: {
    root: '.',
    setupFiles: ['test/support/languages.ts'],
    testTimeout: 60_000,
    hookTimeout: 120_000,
    pool: 'forks',
    projects: [
      {
        extends: true,
        test: { name: 'server', include: ['test/{protocol,server}/**/*.test.ts'], maxWorkers: 2 },
      },
      {
        extends: true,
        // One at a time: each has a browser and mostly a server too, and shows what a page does in time.
        test: {
          name: 'browser',
          include: ['test/{client,journey,packaging}/**/*.test.ts'],
          maxWorkers: 1,
          sequence: { groupOrder: 1 },
        },
      },
    ],
  },
}));
