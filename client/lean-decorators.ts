import type { LitElement, PropertyDeclaration } from 'lit';

/**
 * Lit's decorators as TypeScript's older form calls them, for the bundles: Lit's own serve the newer form as well, which
 * is half of their size. They do what Lit's do in this form.
 */
type Decorator = (prototype: LitElement, name: string) => PropertyDescriptor | undefined;

/** A property that an attribute sets, and whose change updates the element. */
export function property(options?: PropertyDeclaration): Decorator {
  return (prototype, name) => {
    const isAccessor = Object.hasOwn(prototype, name);
    (prototype.constructor as typeof LitElement).createProperty(name, options);
    // Otherwise TypeScript would put the accessor as it was in its place again.
    return isAccessor ? Object.getOwnPropertyDescriptor(prototype, name) : undefined;
  };
}

/** A property of the element's own. */
export function state(): Decorator {
  return property({ state: true, attribute: false });
}

/** The first element of the shadow root that a selector finds, looked for anew each time. */
export function query(selector: string): Decorator {
  return () => ({
    configurable: true,
    enumerable: true,
    get(this: LitElement) {
      return this.renderRoot?.querySelector(selector) ?? null;
    },
  });
}
