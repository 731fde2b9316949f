import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { COLOR_NAMES } from '../../client/styles/palette.js';
import { FLOWS } from '../../protocol/dimensions.js';
import { withHelpers } from './element-helpers.js';

/** What an element's sources say of it, and what they have. */
export interface ElementSource {
  readonly file: string;
  readonly className: string;
  readonly base: string;
  /** Of the line `@element`; null for a class that others are made of. */
  readonly tag: string | null;
  /** Names by the tag of their line: `attr`, `prop`, `csspart`, `cssprop`, `cssstate`, `slot`, `event`. */
  readonly documented: Readonly<Record<string, readonly string[]>>;
  /** Lines of the doc that have a tag and not the form of one. */
  readonly malformed: readonly string[];
  /** Attributes of its reactive properties. */
  readonly attributes: readonly string[];
  /** What is in the code of the class, and of what helps it. */
  readonly used: Readonly<Record<'csspart' | 'cssprop' | 'cssstate' | 'slot' | 'event', readonly string[]>>;
}

const FOLDER = fileURLToPath(new URL('../../client/elements/', import.meta.url));

/** The one form of each line: a type where there is one, the name, and what it is for. */
const FORMS: Readonly<Record<string, RegExp>> = {
  element: /^(trade-[\w-]+)$/,
  attr: /^\{[^}]+\} ([\w-]+) - \S.*$/,
  prop: /^\{.+?\} (\w+) - \S.*$/,
  csspart: /^([\w-]+) - \S.*$/,
  cssstate: /^([\w-]+) - \S.*$/,
  cssprop: /^(--trade-[\w-]+) - \S.*$/,
  slot: /^(?:([\w-]+) )?- \S.*$/,
  event: /^\{CustomEvent<.+>\} (trade-[\w-]+) - \S.*$/,
};

/** Every class in the folder of elements. */
export function elementSources(): ElementSource[] {
  const files = readdirSync(FOLDER).filter((file) => file.endsWith('.ts'));
  return files.flatMap((file) => sourcesIn(file, readFileSync(FOLDER + file, 'utf8')));
}

function sourcesIn(file: string, text: string): ElementSource[] {
  const classes = text.matchAll(
    /\/\*\*((?:(?!\*\/)[\s\S])*)\*\/\nexport (?:abstract )?class (\w+)(?:<[^>]*(?:<[^>]*>)?[^>]*>)? extends (\w+)/g,
  );
  return [...classes].map(([, doc, className, base]) => ({
    file,
    className: className!,
    base: base!,
    ...readDoc(doc!),
    attributes: attributesIn(text),
    used: usedIn(withHelpers(FOLDER + file)),
  }));
}

function usedIn(files: ReadonlyMap<string, string>): ElementSource['used'] {
  const code = withoutComments([...files.values()].join('\n'));
  const all = (form: RegExp): string[] => [
    ...new Set([...code.matchAll(form)].flatMap(([, names]) => (names ?? '').split(' '))),
  ];
  return {
    csspart: [...all(/ part=["']([\w -]+)["']/g), ...(/ part=\$\{flow\}/.test(code) ? FLOWS : [])],
    cssprop: [...all(/var\((--trade-[\w-]+)[,)]/g), ...tokensIn(code)],
    cssstate: all(/setState\('([\w-]+)'/g),
    slot: all(/<slot(?: name="([\w-]+)")?>/g),
    event: all(/(?:CustomEvent|#fire)\(\s*'(trade-[\w-]+)'/g),
  };
}

/** A page sets `--trade-color-text`, styles and what paints take `--_text`. */
function tokensIn(code: string): string[] {
  const isPainted = code.includes('var(--_${name})');
  const colors = COLOR_NAMES.filter((name) => isPainted || code.includes(`var(--_${name})`));
  const fonts = code.includes('var(--_font)') ? ['--trade-font'] : [];
  return [...colors.map((name) => `--trade-color-${name}`), ...fonts];
}

function withoutComments(text: string): string {
  return text.replaceAll(/\/\*[\s\S]*?\*\//g, '').replaceAll(/^\s*\/\/.*$/gm, '');
}

function readDoc(doc: string): Pick<ElementSource, 'tag' | 'documented' | 'malformed'> {
  const documented: Record<string, string[]> = {};
  const malformed: string[] = [];
  for (const [, tag, rest] of doc.matchAll(/^ \* @(\w+) ?(.*)$/gm)) {
    const name = FORMS[tag!]?.exec(rest!);
    if (name === null || name === undefined) malformed.push(`@${tag} ${rest}`);
    else (documented[tag!] ??= []).push(name[1] ?? '');
  }
  return { tag: documented['element']?.[0] ?? null, documented, malformed };
}

function attributesIn(text: string): string[] {
  const properties = text.matchAll(/@property\((\{[^}]*\})?\)\s+(?:private |protected )?(?:get )?(\w+)/g);
  return [...properties].flatMap(([, options, name]) => {
    if (/attribute: false/.test(options ?? '')) return [];
    return [/attribute: '([\w-]+)'/.exec(options ?? '')?.[1] ?? name!.toLowerCase()];
  });
}
