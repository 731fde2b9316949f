import { readFile } from 'node:fs/promises';
import type { Command, Option } from 'commander';
import { ProblemError } from '../../protocol/errors.js';
import { shownValue } from './mask-secrets.js';
import { userPath } from './user-path.js';

/**
 * Takes what was not given on the command line from the environment, and what is not there either from the file that
 * `--config` names.
 * @throws ProblemError naming the place and what is wrong with it
 */
export async function takeOptions(command: Command): Promise<void> {
  takeEnvironment(command, process.env);
  const { config } = command.opts<{ config?: string }>();
  if (config !== undefined) await takeFile(command, config);
}

/**
 * Takes from the environment what was not given on the command line: `--flush-ms` from TRADEWALL_FLUSH_MS.
 * @throws ProblemError naming the variable and what is wrong with it
 */
function takeEnvironment(command: Command, environment: NodeJS.ProcessEnv): void {
  for (const option of command.options) {
    const key = option.attributeName();
    const name = `TRADEWALL_${key.replace(/[A-Z]/g, '_$&').toUpperCase()}`;
    const text = environment[name];
    if (text === undefined || text === '' || !isOpen(command, key)) continue;
    const value = option.isBoolean() ? { true: true, false: false }[text] : text;
    command.setOptionValueWithSource(key, parsed(name, option, value ?? text), 'env');
  }
}

/**
 * Takes from a JSON file what was given neither on the command line nor in the environment: `{"port":80,"flush-ms":2}`.
 * @throws ProblemError naming the file, the option and what is wrong with it
 */
async function takeFile(command: Command, path: string): Promise<void> {
  for (const [name, value] of Object.entries(await readObject(path))) {
    const option = command.options.find(({ long }) => long === `--${name}`);
    const known = command.options.map(({ long }) => long!.slice(2));
    if (option === undefined || name === 'config')
      refuse(`--config: ${path}: ${name}`, `expected options as ${known.join(', ')}`);
    const key = option.attributeName();
    if (isOpen(command, key))
      command.setOptionValueWithSource(key, parsed(`--config: ${path}: ${name}`, option, value), 'config');
  }
}

/** Whether an option was not given yet. */
function isOpen(command: Command, key: string): boolean {
  return ['default', undefined].includes(command.getOptionValueSource(key));
}

/** All options in force, each with where it is from; secrets are there, but not to be read. */
export function describeOptions(command: Command): Record<string, string> {
  return Object.fromEntries(
    Object.entries(command.opts()).map(([key, value]) => [
      key,
      `${shownValue(key, value)} (${command.getOptionValueSource(key) ?? 'default'})`,
    ]),
  );
}

function parsed(place: string, option: Option, value: unknown): unknown {
  if (option.isBoolean() && typeof value !== 'boolean')
    refuse(place, 'expected true or false', shownValue(option.name(), value));
  if (option.isBoolean()) return value;
  const texts = [value].flat();
  if (texts.some((text) => typeof text !== 'string' && typeof text !== 'number'))
    refuse(place, 'expected a text or a number', shownValue(option.name(), value));
  try {
    const parse = option.parseArg ?? ((text: string): unknown => text);
    return texts.reduce<unknown>((before, text) => parse(String(text), before), option.defaultValue);
  } catch (cause) {
    return refuse(place, (cause as Error).message.replace(/\.$/, ''), shownValue(option.name(), value));
  }
}

async function readObject(path: string): Promise<object> {
  try {
    const options: unknown = JSON.parse(await readFile(userPath(path), 'utf8'));
    if (typeof options === 'object' && options !== null && !Array.isArray(options)) return options;
  } catch (cause) {
    // What JSON.parse says may quote the file, and what is in it may be a secret.
    const problem = (cause as Error).message.replace(
      /, (\.\.\.)?".*"(\.\.\.)? is not valid JSON$/s,
      ': no JSON',
    );
    refuse(`--config: ${path}`, problem);
  }
  return refuse(`--config: ${path}`, 'expected an object of options, {"port": 8787}');
}

function refuse(place: string, problem: string, shown?: string): never {
  const got = shown === undefined ? '' : `, got ${shown}`;
  throw new ProblemError({ code: 'bad-request', field: place, message: `${place}: ${problem}${got}` });
}
