import { readFile } from 'node:fs/promises';
import { isIP } from 'node:net';
import { ProblemError } from '../protocol/errors.js';
import type { ServeConfig } from './serve-config.js';
import { createControlKeys, NO_CONTROL, OPEN_CONTROL, type ControlKeys } from './timelines/control-keys.js';

/** A key shorter than this is found out by trying. */
const SHORTEST_KEY = 8;

/** Who may control the shared timelines, as configured. Throws a ProblemError where the key file can't be read. */
export async function loadControlKeys({ host, controlKey, keyFile }: ServeConfig): Promise<ControlKeys> {
  if (keyFile === undefined && controlKey === undefined) return isLoopback(host) ? OPEN_CONTROL : NO_CONTROL;
  const keys = keyFile === undefined ? new Map<string, string>() : await readKeys(keyFile);
  return createControlKeys((timeline) => keys.get(timeline) ?? controlKey);
}

function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || (isIP(host) === 4 && host.startsWith('127.'));
}

async function readKeys(file: string): Promise<Map<string, string>> {
  const entries = Object.entries(await readObject(file));
  for (const [timeline, key] of entries) {
    if (typeof key !== 'string' || key.length < SHORTEST_KEY)
      refuse(file, `${timeline}: expected a text of ${SHORTEST_KEY} characters at least as the key`);
  }
  return new Map(entries as [string, string][]);
}

async function readObject(file: string): Promise<object> {
  try {
    const keys: unknown = JSON.parse(await readFile(file, 'utf8'));
    if (typeof keys === 'object' && keys !== null && !Array.isArray(keys)) return keys;
  } catch (cause) {
    refuse(file, (cause as Error).message, cause);
  }
  return refuse(file, 'expected an object of keys by timeline, {"demo": "…"}');
}

function refuse(file: string, problem: string, cause?: unknown): never {
  const message = `--key-file: ${file}: ${problem}`;
  throw new ProblemError({ code: 'bad-request', field: '--key-file', message }, { cause });
}
