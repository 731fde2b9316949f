import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { KINDS, type Described, type ElementInfo, type Member } from './element-info.js';

/** What the analyzer writes; its classes without a tag are what elements are made from. */
interface Analyzed {
  readonly modules: readonly { readonly declarations: readonly AnalyzedClass[] }[];
}

interface AnalyzedClass extends Partial<Omit<ElementInfo, 'members' | 'kind'>> {
  readonly kind: string;
  readonly members?: readonly AnalyzedMember[];
}

interface AnalyzedMember extends Member {
  readonly privacy?: string;
  readonly static?: boolean;
}

/** What Lit calls, not a page. */
const LIFECYCLE =
  /^(?:render.*|update|updated|firstUpdated|willUpdate|createRenderRoot|(?:dis)?connectedCallback|attributeChangedCallback|hostUpdate|hear|onCursor|onResize|plotArea|feedSource)$/;

/** Reads every element of the project from its source, by tag. */
export function readElements(): ElementInfo[] {
  const require = createRequire(import.meta.url);
  const analyzer = require.resolve('@custom-elements-manifest/analyzer/cem.js');
  execFileSync(process.execPath, [analyzer, 'analyze', '--quiet'], {
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const analyzed = JSON.parse(readFileSync('build/manifest/custom-elements.json', 'utf8')) as Analyzed;
  const classes = analyzed.modules.flatMap(({ declarations }) => declarations);
  const byName = new Map(classes.map((found) => [found.name, found]));
  return classes
    .flatMap((found) => (found.tagName === undefined ? [] : [elementOf(restated(found, byName))]))
    .sort((a, b) => (a.tagName < b.tagName ? -1 : 1));
}

/** What an element says otherwise than what it is made from is its own: the analyzer takes it for inherited too. */
function restated(
  found: AnalyzedClass,
  byName: ReadonlyMap<string | undefined, AnalyzedClass>,
): AnalyzedClass {
  const own = (kind: (typeof KINDS)[number]): Described[] | undefined =>
    found[kind]?.map((item) => {
      const base = byName.get(item.inheritedFrom?.name);
      const inherited: readonly Described[] | undefined = base?.[kind];
      const said = inherited?.find(({ name }) => name === item.name)?.description;
      const { inheritedFrom, ...rest } = item;
      return inheritedFrom === undefined || said === item.description ? item : rest;
    });
  return { ...found, ...Object.fromEntries(KINDS.map((kind) => [kind, own(kind)])) };
}

function elementOf(found: AnalyzedClass): ElementInfo {
  const { name, tagName, description = '' } = found;
  const attributes = (found.attributes ?? []).filter(isNamed);
  return {
    kind: 'class',
    customElement: true,
    name: name!,
    tagName: tagName!,
    description: oneLine(description),
    attributes: attributes.map(plain),
    members: (found.members ?? []).filter(isPublic).map(plainMember),
    // Of an event that is made by a class of its own, the analyzer takes the parameter for the name.
    events: (found.events ?? []).filter((event) => event.name?.startsWith('trade-')).map(plain),
    slots: (found.slots ?? []).map(plain),
    cssParts: (found.cssParts ?? []).map(plain),
    cssProperties: (found.cssProperties ?? []).map(plain),
    cssStates: (found.cssStates ?? []).map(plain),
  };
}

function isPublic({ name, privacy, static: isStatic, kind }: AnalyzedMember): boolean {
  const isOpen = privacy === undefined || privacy === 'public';
  return (
    isOpen &&
    isStatic !== true &&
    (kind === 'field' || kind === 'method') &&
    !/^[#_]/.test(name) &&
    !LIFECYCLE.test(name)
  );
}

function isNamed({ name }: Described): boolean {
  return name !== undefined && name !== '';
}

function plain({
  name,
  description,
  type,
  default: initial,
  fieldName,
  inheritedFrom,
}: Described): Described {
  return {
    name,
    ...(description === undefined ? {} : { description: oneLine(description) }),
    ...(type === undefined ? {} : { type: { text: oneLine(type.text) } }),
    ...(initial === undefined || initial === 'null' ? {} : { default: oneLine(initial) }),
    ...(fieldName === undefined ? {} : { fieldName }),
    ...(inheritedFrom === undefined ? {} : { inheritedFrom: { name: inheritedFrom.name } }),
  };
}

function plainMember(member: AnalyzedMember): Member {
  const { kind, parameters, readonly: isReadOnly, return: answer, attribute } = member;
  return {
    kind,
    ...plain(member),
    ...(attribute === undefined ? {} : { attribute }),
    ...(isReadOnly === true ? { readonly: true } : {}),
    ...(parameters === undefined ? {} : { parameters: parameters.map(plain) }),
    ...(answer === undefined ? {} : { return: answer }),
  };
}

function oneLine(text: string): string {
  return text.replaceAll(/\s+/g, ' ').trim();
}
