import * as v from 'valibot';
import { ProblemError, type ErrorCode } from './errors.js';

/** Values are quoted in messages up to this many characters: enough to recognise, too few to flood a log. */
const QUOTED_CHARACTERS = 80;

/**
 * Reads foreign data by a schema.
 * @throws ProblemError with `code`, naming the first field at fault, the value found and what is allowed.
 */
export function parseWith<T extends v.GenericSchema>(
  schema: T,
  input: unknown,
  code: ErrorCode,
): v.InferOutput<T> {
  const result = v.safeParse(schema, input, { abortEarly: true });
  if (result.success) return result.output;
  throw new ProblemError({ code, ...describeIssue(schema, result.issues[0]) });
}

/**
 * Reads a JSON object from text.
 * @throws ProblemError `bad-message` where it is none
 */
export function parseJsonObject(text: string): Record<string, unknown> {
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch (cause) {
    const message = `message: expected JSON, got ${quoted(text)}: ${(cause as Error).message}`;
    throw new ProblemError({ code: 'bad-message', message }, { cause });
  }
  if (typeof parsed === 'object' && parsed !== null && !Array.isArray(parsed)) {
    return parsed as Record<string, unknown>;
  }
  throw new ProblemError({ code: 'bad-message', message: 'message: expected a JSON object with a type' });
}

/** The problem of a message whose type is none of those known. */
export function unknownType(type: unknown, known: readonly string[]): ProblemError {
  const message = `type: expected one of ${known.join(', ')}, got ${quoted(type)}`;
  return new ProblemError({ code: 'unknown-type', field: 'type', message });
}

function describeIssue(schema: v.GenericSchema, issue: v.GenericIssue): { message: string; field?: string } {
  const keys = (issue.path ?? []).map((item) => String(item.key));
  const field = keys.join('.');
  const text = expectation(schema, issue, keys);
  return field === '' ? { message: `message: ${text}` } : { message: `${field}: ${text}`, field };
}

/** A key error is reported on the object that holds the key, so what belongs there is looked up in its schema. */
function expectation(schema: v.GenericSchema, issue: v.GenericIssue, keys: string[]): string {
  const isKeyError = issue.type.endsWith('object') && issue.path?.at(-1)?.origin === 'key';
  const entries = entriesAt(schema, keys.slice(0, -1));
  const key = keys.at(-1) ?? '';
  const wanted = Object.hasOwn(entries, key) ? entries[key] : undefined;
  if (!isKeyError) {
    const expected = described(wanted) ?? readable(issue.expected ?? 'another value');
    return `expected ${expected}, got ${quoted(issue.input)}`;
  }
  if (wanted === undefined) return `unknown field; allowed are ${Object.keys(entries).join(', ')}`;
  return `missing; expected ${readable(wanted.expects)}`;
}

interface SchemaNode {
  readonly expects: string;
  readonly entries?: Record<string, SchemaNode>;
  /** What a list holds, a record holds, and what is optional. */
  readonly item?: SchemaNode;
  readonly value?: SchemaNode;
  readonly wrapped?: SchemaNode;
  readonly pipe?: readonly { readonly metadata?: { readonly expected?: string } }[];
}

/** What a schema itself says that it takes, by `metadata({ expected })`. */
function described(node: SchemaNode | undefined): string | undefined {
  const { pipe = [] } = node?.wrapped ?? node ?? {};
  return pipe.find(({ metadata }) => metadata !== undefined)?.metadata?.expected;
}

/** Entries of the object schema that the keys lead to, looking through lists, records and `optional`. */
function entriesAt(schema: v.GenericSchema, keys: string[]): Record<string, SchemaNode> {
  let node: SchemaNode | undefined = schema;
  for (const key of keys) {
    const entry: SchemaNode | undefined = node?.entries?.[key] ?? node?.item ?? node?.value;
    node = entry?.wrapped ?? entry;
  }
  return node?.entries ?? {};
}

/** Turns valibot's `("a" | "b")` and `>=1` into words. */
function readable(expected: string): string {
  const choices = [...expected.matchAll(/"([^"]*)"/g)].map((match) => match[1]);
  if (choices.length > 1) return `one of ${choices.join(', ')}`;
  return expected
    .replace(/^>=/, 'at least ')
    .replace(/^<=/, 'at most ')
    .replace(/^Object$/, 'an object')
    .replace(/^Array$/, 'a list');
}

function quoted(input: unknown): string {
  const text = JSON.stringify(input) ?? String(input);
  return text.length > QUOTED_CHARACTERS ? `${text.slice(0, QUOTED_CHARACTERS)}…` : text;
}
