import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** Classes of elements have a comment of their own; what they use is theirs, not of who uses them. */
const ELEMENT = /\*\/\nexport (?:abstract )?class \w+(?:<[^{]*>)? extends (?:LitElement|\w+Element)\b/;

const IMPORT = /(?:^import (?!type\b)[^;]*? from|^export [^;]*? from|import\()\s*'(\.[^']+)\.js'/gm;

/** What exports take is loaded by every element, but drawn by those with figures alone. */
const TOOLS = 'tables/element-tools.ts';

/** A file and all of ours that it imports, as far as they are no other element's: texts by path. */
export function withHelpers(file: string, found = new Map<string, string>()): ReadonlyMap<string, string> {
  const text = readFileSync(file, 'utf8');
  if (found.size > 0 && ELEMENT.test(text)) return found;
  found.set(file, text);
  const folder = dirname(file);
  const imported = [...text.matchAll(IMPORT)].map(([, path]) => `${join(folder, path!)}.ts`);
  const drawn = imported.filter((path) => !path.endsWith(TOOLS));
  if (file.endsWith('/figure-element.ts')) drawn.push(join(folder, '..', TOOLS));
  for (const path of drawn) if (!found.has(path) && existsSync(path)) withHelpers(path, found);
  return found;
}
