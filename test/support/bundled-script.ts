import { fileURLToPath } from 'node:url';
import { build, type Plugin, type Rolldown } from 'vite';

/**
 * A file of this folder with all it imports, as a classic script: what it puts on `globalThis` is there once
 * the tag is, where a module's body is left for later.
 */
export async function bundledScript(file: string, plugins: Plugin[] = []): Promise<string> {
  const input = fileURLToPath(new URL(file, import.meta.url));
  const built = await build({
    configFile: false,
    logLevel: 'warn',
    plugins,
    build: { write: false, target: 'es2022', rolldownOptions: { input, output: { format: 'iife' } } },
  });
  const { output } = (Array.isArray(built) ? built[0] : built) as Rolldown.RolldownOutput;
  return output[0].code;
}
