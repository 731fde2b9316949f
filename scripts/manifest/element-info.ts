/** Something that an element can be given, with what its author says of it. */
export interface Described {
  readonly name: string;
  readonly description?: string;
  readonly type?: { readonly text: string };
  readonly default?: string;
  /** Of an attribute, the property that it sets. */
  readonly fieldName?: string;
  readonly inheritedFrom?: { readonly name: string };
}

/** What is told of an element. */
export const KINDS = ['attributes', 'members', 'events', 'cssParts', 'cssProperties', 'cssStates'] as const;

/** A public property or method. */
export interface Member extends Described {
  readonly kind: 'field' | 'method';
  /** That sets it. */
  readonly attribute?: string;
  readonly readonly?: boolean;
  readonly return?: { readonly type: { readonly text: string } };
  readonly parameters?: readonly Described[];
}

/** All that a page can know of an element, in the terms of the custom elements manifest. */
export interface ElementInfo {
  readonly kind: 'class';
  readonly customElement: true;
  readonly name: string;
  readonly tagName: string;
  readonly description: string;
  readonly attributes: readonly Described[];
  readonly members: readonly Member[];
  readonly events: readonly Described[];
  readonly slots: readonly Described[];
  readonly cssParts: readonly Described[];
  readonly cssProperties: readonly Described[];
  readonly cssStates: readonly Described[];
}
