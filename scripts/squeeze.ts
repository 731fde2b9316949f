import { readFile, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { minify } from 'terser';
import type { Plugin } from 'vite';

/** Makes a hundredth smaller what the bundler has made small, which leaves names and expressions alone that terser does not. */
export function squeeze(): Plugin {
  return {
    name: 'squeeze',
    apply: 'build',
    async writeBundle({ dir }, bundle) {
      const chunks = Object.values(bundle).filter(({ type }) => type === 'chunk');
      await Promise.all(chunks.map(({ fileName }) => squeezeFile(join(dir!, fileName))));
    },
  };
}

async function squeezeFile(file: string): Promise<void> {
  const [code, map] = await Promise.all([readFile(file, 'utf8'), readFile(`${file}.map`, 'utf8')]);
  const squeezed = await minify(code, {
    module: true,
    ecma: 2020,
    compress: { passes: 2 },
    sourceMap: { content: map, includeSources: true, url: `${basename(file)}.map` },
  });
  await Promise.all([writeFile(file, squeezed.code!), writeFile(`${file}.map`, squeezed.map as string)]);
}
