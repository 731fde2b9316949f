import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import type { ElementInfo } from './manifest/element-info.js';
import { elementsPage } from './manifest/elements-page.js';
import { reactTypes, vueTypes } from './manifest/framework-types.js';
import { readElements } from './manifest/read-elements.js';
import { formatted } from './manifest/formatted.js';

const PAGE = 'docs/elements.md';

const elements = readElements();
const page = await formatted(PAGE, elementsPage(elements));

if (process.argv.includes('--check')) {
  if (readFileSync(PAGE, 'utf8') !== page)
    throw new Error(`${PAGE} is not what the elements' comments say now; run npm run docs`);
} else {
  writeFileSync(PAGE, page);
  mkdirSync('build/library', { recursive: true });
  writeFileSync('build/custom-elements.json', JSON.stringify(manifestOf(elements), null, 2));
  writeFileSync('build/library/react.d.ts', reactTypes(elements));
  writeFileSync('build/library/vue.d.ts', vueTypes(elements));
}

/** https://github.com/webcomponents/custom-elements-manifest */
function manifestOf(described: readonly ElementInfo[]): unknown {
  return {
    schemaVersion: '2.1.0',
    modules: described.map((element) => ({
      kind: 'javascript-module',
      path: `build/library/elements/${element.tagName}.js`,
      declarations: [element],
      exports: [{ kind: 'js', name: element.name, declaration: { name: element.name } }],
    })),
  };
}
