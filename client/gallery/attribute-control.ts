/** How an attribute can be set on the front page. */
export type AttributeControl =
  | { readonly name: string; readonly kind: 'choice'; readonly values: readonly string[] }
  | { readonly name: string; readonly kind: 'flag' }
  | { readonly name: string; readonly kind: 'number' | 'text' };

export function choice(name: string, values: readonly string[]): AttributeControl {
  return { name, kind: 'choice', values };
}

export function flag(name: string): AttributeControl {
  return { name, kind: 'flag' };
}

export function number(name: string): AttributeControl {
  return { name, kind: 'number' };
}

export function text(name: string): AttributeControl {
  return { name, kind: 'text' };
}
