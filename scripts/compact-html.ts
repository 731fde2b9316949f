import type { Plugin } from 'vite';

interface Node {
  readonly type: string;
  readonly start: number;
  readonly end: number;
}

interface TaggedTemplate extends Node {
  readonly tag: { readonly name?: string };
  readonly quasi: { readonly quasis: readonly Node[] };
}

/** Takes line breaks and indents out of `html` and `svg` templates: a space says the same, and no bundler looks into them. */
export function compactHtml(): Plugin {
  return {
    name: 'compact-html',
    apply: 'build',
    enforce: 'post',
    transform: {
      filter: { id: /client\/.*\.ts$/, code: /(?:html|svg)`/ },
      handler(code) {
        let compacted = code;
        const texts = textsOf(this.parse(code)).sort((a, b) => b.start - a.start);
        for (const { start, end } of texts)
          compacted =
            compacted.slice(0, start) +
            compacted.slice(start, end).replaceAll(/\s*\n\s*/g, ' ') +
            compacted.slice(end);
        return { code: compacted, map: null };
      },
    },
  };
}

/** What is written between the expressions of those templates, wherever in the code they are. */
function textsOf(node: unknown): Node[] {
  if (typeof node !== 'object' || node === null) return [];
  const inside = Object.values(node).flatMap(textsOf);
  return isMarkup(node) ? [...node.quasi.quasis, ...inside] : inside;
}

function isMarkup(node: object): node is TaggedTemplate {
  if (!('type' in node) || node.type !== 'TaggedTemplateExpression') return false;
  return ['html', 'svg'].includes((node as TaggedTemplate).tag.name ?? '');
}
