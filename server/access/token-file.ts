import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import * as v from 'valibot';
import { ProblemError } from '../../protocol/errors.js';
import { ROLES, type Identity } from './roles.js';

/** A token shorter than this is found out by trying. */
const SHORTEST_TOKEN = 16;

const TokenFileSchema = v.record(
  v.pipe(v.string(), v.minLength(1), v.maxLength(64)),
  v.strictObject({
    token: v.pipe(v.string(), v.minLength(SHORTEST_TOKEN), v.maxLength(512)),
    roles: v.pipe(v.array(v.picklist(ROLES)), v.minLength(1)),
  }),
);

/** Identities by the digest of their token: whoever reads the memory of the process has no tokens, and no look-up takes longer for a near miss. */
export type Tokens = ReadonlyMap<string, Identity>;

export function digestOf(token: string): string {
  return createHash('sha256').update(token).digest('base64');
}

/**
 * Reads `{"customs": {"token": "…", "roles": ["sender"]}, …}`.
 * @throws ProblemError naming the file, the entry and what is wrong with it, never a token
 */
export async function readTokenFile(path: string): Promise<Tokens> {
  const entries = Object.entries(await readEntries(path));
  const tokens = new Map(entries.map(([name, { token, roles }]) => [digestOf(token), { name, roles }]));
  if (tokens.size < entries.length) refuse(path, 'two entries have the same token; give each its own');
  return tokens;
}

async function readEntries(path: string): Promise<v.InferOutput<typeof TokenFileSchema>> {
  let content: unknown;
  try {
    content = JSON.parse(await readFile(path, 'utf8'));
  } catch (cause) {
    // What JSON.parse says quotes the file.
    const isMissing = (cause as NodeJS.ErrnoException).code !== undefined;
    refuse(path, isMissing ? (cause as Error).message : 'it is no JSON');
  }
  const result = v.safeParse(TokenFileSchema, content);
  if (result.success) return result.output;
  const place = (result.issues[0].path ?? []).map(({ key }) => String(key)).join('.');
  return refuse(
    path,
    `${place || 'file'}: expected {"NAME": {"token": "${SHORTEST_TOKEN} characters or more", "roles": ["${ROLES.join('", "')}"]}}, each role that it is to have`,
  );
}

function refuse(path: string, problem: string): never {
  const message = `--token-file: ${path}: ${problem}`;
  throw new ProblemError({ code: 'bad-request', field: '--token-file', message });
}
