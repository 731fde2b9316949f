import { KINDS, type Described, type ElementInfo, type Member } from './element-info.js';

const HEAD = `# Elements

Made from the elements' own comments by \`npm run docs\`; change those, not this page. How to put elements on a page is in the
[README](../README.md); \`/\` shows each of them live.

An attribute is for what can be written down, a property for data; both may change at any time. What many
elements have in common is told once, and linked from each.
`;

/** The reference of all elements in Markdown; what many have in common is told once. */
export function elementsPage(elements: readonly ElementInfo[]): string {
  const shared = sharedBases(elements);
  return [
    HEAD,
    ...shared.map(([base, described]) => commonSection(base, described)),
    ...elements.map(elementSection),
  ].join('\n');
}

/** What a class gives to the elements made from it. */
interface Shared extends Record<Exclude<(typeof KINDS)[number], 'members'>, Described[]> {
  readonly members: Member[];
}

function sharedBases(elements: readonly ElementInfo[]): [string, Shared][] {
  const bases = new Map<string, Shared>();
  for (const element of elements)
    for (const kind of KINDS)
      for (const inherited of element[kind]) {
        const base = inherited.inheritedFrom?.name;
        if (base === undefined) continue;
        const shared = bases.get(base) ?? nothingShared();
        bases.set(base, shared);
        const known: Described[] = shared[kind];
        if (!known.some(({ name }) => name === inherited.name)) known.push(inherited);
      }
  return [...bases];
}

function nothingShared(): Shared {
  return { attributes: [], members: [], events: [], cssParts: [], cssProperties: [], cssStates: [] };
}

/** \`FigureElement\` is the base of what the page calls figure elements. */
function nameOfBase(base: string): string {
  const word = base.replace(/Element$/, '').toLowerCase();
  return word === 'trade' ? 'all elements' : `${word} elements`;
}

function commonSection(base: string, shared: Shared): string {
  const { attributes, members } = shared;
  return [
    `## Of ${nameOfBase(base)}\n`,
    attributes.length === 0 ? '' : attributeTable(attributes),
    ...memberLists(members),
    ...lookLists(shared),
  ]
    .filter((text) => text !== '')
    .join('\n');
}

function memberLists(members: readonly Member[]): string[] {
  const fields = members.filter(({ kind, attribute }) => kind === 'field' && attribute === undefined);
  const methods = members.filter(({ kind }) => kind === 'method');
  return [list('Properties', fields.map(propertyLine)), list('Methods', methods.map(methodLine))];
}

/** What it tells, and how it can be made to look. */
function lookLists({
  events,
  cssParts,
  cssProperties,
  cssStates,
}: Pick<ElementInfo, 'events' | 'cssParts' | 'cssProperties' | 'cssStates'>): string[] {
  return [
    list('Events', events.map(line)),
    list('Parts', cssParts.map(line)),
    list('Custom properties', cssProperties.map(line)),
    list('States', cssStates.map(line)),
  ];
}

function elementSection(element: ElementInfo): string {
  const own = element.attributes.filter(isOwn);
  return [
    `## \`<${element.tagName}>\`\n\n${element.description}\n`,
    inheritance(element),
    own.length === 0 ? '' : attributeTable(own),
    ...memberLists(element.members.filter(isOwn)),
    list(
      'Slots',
      element.slots.map((slot) => line({ ...slot, name: slot.name || 'default' })),
    ),
    ...lookLists({
      events: element.events.filter(isOwn),
      cssParts: element.cssParts.filter(isOwn),
      cssProperties: element.cssProperties.filter(isOwn),
      cssStates: element.cssStates.filter(isOwn),
    }),
  ]
    .filter((text) => text !== '')
    .join('\n');
}

function inheritance({ attributes, members }: ElementInfo): string {
  const inherited = [...attributes, ...members].flatMap(({ inheritedFrom }) => inheritedFrom?.name ?? []);
  const bases = [...new Set(inherited)];
  if (bases.length === 0) return '';
  return `Has also what there is ${bases.map((base) => `[of ${nameOfBase(base)}](#of-${nameOfBase(base).replaceAll(' ', '-')})`).join(', ')}.\n`;
}

function attributeTable(attributes: readonly Described[]): string {
  const rows = attributes.map(
    ({ name, type, description = '' }) =>
      `| \`${name}\` | ${code(type?.text ?? 'string')} | ${cell(description)} |`,
  );
  return `${['| attribute | type | what it does |', '| --- | --- | --- |', ...rows].join('\n')}\n`;
}

function isOwn({ inheritedFrom }: Described): boolean {
  return inheritedFrom === undefined;
}

function propertyLine({ name, type, readonly: isReadOnly, description = '' }: Member): string {
  const typeText = type === undefined ? '' : `: ${type.text}`;
  return `\`${name}${typeText}\`${isReadOnly === true ? ' (read only)' : ''} ${description}`;
}

function methodLine({ name, parameters = [], return: answer, description = '' }: Member): string {
  const taken = parameters.map(({ name: parameter, type }) => `${parameter}: ${type?.text ?? 'unknown'}`);
  return `\`${name}(${taken.join(', ')})${answer === undefined ? '' : `: ${answer.type.text}`}\` ${description}`;
}

function line({ name, type, description = '' }: Described): string {
  return `\`${name}\`${type === undefined ? '' : ` (${code(type.text)})`} ${description}`;
}

function list(title: string, lines: readonly string[]): string {
  return lines.length === 0 ? '' : `**${title}**\n\n${lines.map((text) => `- ${text.trim()}`).join('\n')}\n`;
}

function code(text: string): string {
  return `\`${text.replaceAll('|', '\\|')}\``;
}

function cell(text: string): string {
  return text.replaceAll('|', '\\|');
}
