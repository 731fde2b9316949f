import type { Plugin } from 'vite';

/** Takes comments and spaces that say nothing out of `css` templates, which no bundler looks into. */
export function compactCss(): Plugin {
  return {
    name: 'compact-css',
    apply: 'build',
    enforce: 'pre',
    transform: {
      filter: { id: /client\/.*\.ts$/, code: /css`/ },
      handler: (code) => ({
        code: code.replaceAll(/\bcss`([^`]*)`/g, (_, css: string) => `css\`${compact(css)}\``),
        map: null,
      }),
    },
  };
}

/** A space before a colon parts a selector from its descendant; one after it says nothing. */
function compact(css: string): string {
  return css
    .replaceAll(/\/\*[\s\S]*?\*\//g, '')
    .replaceAll(/\s+/g, ' ')
    .replaceAll(/\s*([{};,>/])\s*/g, '$1')
    .replaceAll(': ', ':')
    .replaceAll(';}', '}')
    .replaceAll(/([: ,(])0\.(?=\d)/g, '$1.')
    .trim();
}
