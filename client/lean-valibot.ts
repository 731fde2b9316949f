/**
 * What `protocol` uses of valibot, for the bundles: half the size, for it stops at the first fault and says only what
 * `protocol/validation.ts` reads. Names, signatures and what is refused are valibot's; a test holds the two together.
 */
interface Schema {
  readonly type: string;
  readonly expects: string | null;
  readonly entries?: Readonly<Record<string, Schema>>;
  readonly item?: Schema;
  readonly value?: Schema;
  readonly wrapped?: Schema;
  readonly default?: unknown;
  /** Whether a value without parts is of this kind. */
  readonly is?: (value: unknown) => boolean;
  /** The value as it is to be used; stops where it can't be. */
  readonly read: (value: unknown) => unknown;
}

interface Issue {
  readonly type: string;
  readonly expected: string | null;
  readonly input: unknown;
  readonly path: readonly { readonly key: string | number; readonly origin: 'key' | 'value' }[];
}

/** Ends the reading where the first fault is. */
class Stop extends Error {
  readonly issue: Issue;

  constructor(issue: Issue) {
    super();
    this.issue = issue;
  }
}

/** Keys that lead to what is being read. */
let trail: (string | number)[] = [];

function stop(type: string, expected: string | null, input: unknown, key?: string): never {
  const path: Issue['path'] = trail.map((step) => ({ key: step, origin: 'value' as const }));
  throw new Stop({
    type,
    expected,
    input,
    path: key === undefined ? path : [...path, { key, origin: 'key' }],
  });
}

function readAt(key: string | number, schema: Schema, value: unknown): unknown {
  trail.push(key);
  const found = schema.read(value);
  trail.pop();
  return found;
}

/** @throws nothing: a value that is refused is a result as well */
export function safeParse(
  schema: Schema,
  input: unknown,
): { success: true; output: unknown } | { success: false; issues: [Issue] } {
  trail = [];
  try {
    return { success: true, output: schema.read(input) };
  } catch (error) {
    if (error instanceof Stop) return { success: false, issues: [error.issue] };
    throw error;
  }
}

function simple(type: string, expects: string, is: (value: unknown) => boolean): Schema {
  return { type, expects, is, read: (value) => (is(value) ? value : stop(type, expects, value)) };
}

/* @__NO_SIDE_EFFECTS__ */
export function string(): Schema {
  return simple('string', 'string', (value) => typeof value === 'string');
}

/* @__NO_SIDE_EFFECTS__ */
export function number(): Schema {
  return simple('number', 'number', (value) => typeof value === 'number' && !Number.isNaN(value));
}

/* @__NO_SIDE_EFFECTS__ */
export function boolean(): Schema {
  return simple('boolean', 'boolean', (value) => typeof value === 'boolean');
}

/* @__NO_SIDE_EFFECTS__ */
export function literal(wanted: string): Schema {
  return simple('literal', `"${wanted}"`, (value) => value === wanted);
}

/* @__NO_SIDE_EFFECTS__ */
export function picklist(options: readonly string[]): Schema {
  return simple('picklist', oneOf(options.map((option) => `"${option}"`)), (value) =>
    options.includes(value as string),
  );
}

/** Of values without parts only: there is no telling where among several shapes a fault is. */
/* @__NO_SIDE_EFFECTS__ */
export function union(options: readonly Schema[]): Schema {
  const isOneOf = (value: unknown): boolean => options.some((option) => option.is!(value));
  return simple('union', oneOf(options.map(({ expects }) => expects!)), isOneOf);
}

function oneOf(choices: readonly string[]): string {
  return choices.length > 1 ? `(${choices.join(' | ')})` : choices[0]!;
}

/* @__NO_SIDE_EFFECTS__ */
export function nullable(wrapped: Schema): Schema {
  const expects = `(${wrapped.expects} | null)`;
  return {
    type: 'nullable',
    expects,
    wrapped,
    read: (value) => (value === null ? null : wrapped.read(value)),
  };
}

/* @__NO_SIDE_EFFECTS__ */
export function optional(wrapped: Schema, initial?: unknown): Schema {
  const read = (value: unknown): unknown => {
    const given = value === undefined ? initial : value;
    return given === undefined ? given : wrapped.read(given);
  };
  return { type: 'optional', expects: `(${wrapped.expects} | undefined)`, wrapped, default: initial, read };
}

/* @__NO_SIDE_EFFECTS__ */
export function array(item: Schema): Schema {
  const read = (value: unknown): unknown[] =>
    Array.isArray(value)
      ? Array.from(value, (element, index) => readAt(index, item, element))
      : stop('array', 'Array', value);
  return { type: 'array', expects: 'Array', item, read };
}

/* @__NO_SIDE_EFFECTS__ */
export function record(_key: Schema, value: Schema): Schema {
  const read = (input: unknown): Record<string, unknown> => {
    const found: Record<string, unknown> = {};
    for (const [key, element] of Object.entries(objectOf(input, 'record')))
      if (!['__proto__', 'prototype', 'constructor'].includes(key)) found[key] = readAt(key, value, element);
    return found;
  };
  return { type: 'record', expects: 'Object', value, read };
}

/* @__NO_SIDE_EFFECTS__ */
export function object(entries: Readonly<Record<string, Schema>>): Schema {
  return entriesOf('object', entries);
}

/* @__NO_SIDE_EFFECTS__ */
export function strictObject(entries: Readonly<Record<string, Schema>>): Schema {
  const { read, ...schema } = entriesOf('strict_object', entries);
  return {
    ...schema,
    read: (input) => {
      const found = read(input);
      const unknown = Object.keys(input as object).find((key) => !Object.hasOwn(entries, key));
      return unknown === undefined ? found : stop('strict_object', 'never', unknown, unknown);
    },
  };
}

function entriesOf(type: string, entries: Readonly<Record<string, Schema>>): Schema {
  const read = (input: unknown): Record<string, unknown> => {
    const given = objectOf(input, type);
    const found: Record<string, unknown> = {};
    for (const [key, schema] of Object.entries(entries)) {
      if (key in given || schema.default !== undefined) found[key] = readAt(key, schema, given[key]);
      else if (schema.type !== 'optional') stop(type, `"${key}"`, undefined, key);
    }
    return found;
  };
  return { type, expects: 'Object', entries, read };
}

function objectOf(input: unknown, type: string): Record<string, unknown> {
  return typeof input === 'object' && input !== null
    ? (input as Record<string, unknown>)
    : stop(type, 'Object', input);
}

/* @__NO_SIDE_EFFECTS__ */
export function pipe(first: Schema, ...checks: readonly Schema[]): Schema {
  return { ...first, read: (value) => checks.reduce((read, check) => check.read(read), first.read(value)) };
}

function check(type: string, expects: string | null, holds: (value: never) => boolean): Schema {
  return { type, expects, read: (value) => (holds(value as never) ? value : stop(type, expects, value)) };
}

/* @__NO_SIDE_EFFECTS__ */
export function minLength(least: number): Schema {
  return check('min_length', `>=${least}`, ({ length }: { length: number }) => length >= least);
}

/* @__NO_SIDE_EFFECTS__ */
export function maxLength(most: number): Schema {
  return check('max_length', `<=${most}`, ({ length }: { length: number }) => length <= most);
}

/* @__NO_SIDE_EFFECTS__ */
export function minValue(least: number): Schema {
  return check('min_value', `>=${least}`, (value: number) => value >= least);
}

/* @__NO_SIDE_EFFECTS__ */
export function maxValue(most: number): Schema {
  return check('max_value', `<=${most}`, (value: number) => value <= most);
}

/* @__NO_SIDE_EFFECTS__ */
export function integer(): Schema {
  return check('integer', null, Number.isInteger);
}

/** Tells readers of a schema something, and refuses nothing. */
/* @__NO_SIDE_EFFECTS__ */
export function metadata(): Schema {
  return check('metadata', null, () => true);
}
