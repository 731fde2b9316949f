import type { ElementInfo, Member } from './element-info.js';

/** Types of the elements as React 19 writes them: properties as they are, attributes of two words too, events by \`on\`. */
export function reactTypes(elements: readonly ElementInfo[]): string {
  return `import type { HTMLAttributes, Key, Ref } from 'react';
${imports(elements)}
interface Common<E> extends HTMLAttributes<E> {
  class?: string;
  key?: Key;
  ref?: Ref<E>;
}

declare module 'react' {
  namespace JSX {
    interface IntrinsicElements {
${elements.map((element) => `      '${element.tagName}': Common<${element.name}> & {\n${props(element, (event) => `'on${event}'`)}      };`).join('\n')}
    }
  }
}
`;
}

/** Types of the elements as templates of Vue know them. */
export function vueTypes(elements: readonly ElementInfo[]): string {
  return `import type { HTMLAttributes, ReservedProps } from 'vue';
${imports(elements)}
type Tag<Props> = new () => { $props: HTMLAttributes & ReservedProps & Props };

declare module 'vue' {
  interface GlobalComponents {
${elements.map((element) => `    '${element.tagName}': Tag<{\n${props(element, handlerName)}    }>;`).join('\n')}
  }
}
`;
}

function imports(elements: readonly ElementInfo[]): string {
  return elements
    .map(({ name, tagName }) => `import type { ${name} } from './elements/${tagName}.js';\n`)
    .join('');
}

function props(element: ElementInfo, eventName: (event: string) => string): string {
  const lines = new Map<string, string>();
  for (const name of settable(element)) lines.set(`'${name}'`, `${element.name}['${name}']`);
  for (const { name } of element.attributes)
    if (!lines.has(`'${name}'`)) lines.set(`'${name}'`, 'string | number | boolean | null');
  for (const { name } of element.events) lines.set(eventName(name), '(event: CustomEvent) => void');
  return [...lines].map(([name, type]) => `        ${name}?: ${type};\n`).join('');
}

/** \`trade-state\` is listened to as \`onTradeState\`. */
function handlerName(event: string): string {
  return `'on${event.replaceAll(/(?:^|-)(\w)/g, (_, letter: string) => letter.toUpperCase())}'`;
}

function settable({ attributes, members }: ElementInfo): string[] {
  const fields = members.filter(
    (member): member is Member => member.kind === 'field' && member.readonly !== true,
  );
  const names = [
    ...attributes.flatMap(({ fieldName }) => fieldName ?? []),
    ...fields.map(({ name }) => name),
  ];
  return [...new Set(names)];
}
