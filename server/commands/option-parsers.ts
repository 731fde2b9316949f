import { InvalidArgumentError } from 'commander';
import { isNetwork } from '../access/client-address.js';
import { ALERT_DIMENSIONS, type AlertDimension } from '../../protocol/alerts.js';
import { FLOWS, type Flow } from '../../protocol/dimensions.js';
import { LIMITS } from '../../protocol/limits.js';
import { isCurrency } from '../records/currency.js';
import { VALUATIONS, type Valuation } from '../store/dataset-info.js';
import { MAPPED_COLUMNS } from '../store/import-options.js';
import { checkSpeed, instantOf } from '../timelines/clock-control.js';
import { problemOf } from './failure.js';

/** A TCP port, 0 for any free one. */
export function port(text: string): number {
  const number = Number(text);
  if (/^\d+$/.test(text) && number <= 65_535) return number;
  throw new InvalidArgumentError('expected a whole number from 0 to 65535.');
}

/** A whole number that a double holds exactly. */
export function wholeNumber(text: string): number {
  const number = Number(text);
  if (/^-?\d+$/.test(text) && Number.isSafeInteger(number)) return number;
  throw new InvalidArgumentError('expected a whole number up to 2^53.');
}

/** A speed that a clock can run at. */
export function clockSpeed(text: string): number {
  const number = text.trim() === '' ? NaN : Number(text);
  if (Number.isNaN(number)) throw new InvalidArgumentError('expected a number of event seconds per second.');
  try {
    checkSpeed(number);
    return number;
  } catch (problem) {
    throw new InvalidArgumentError(problemOf(problem).message);
  }
}

/** An instant in epoch ms. */
export function instant(text: string): number {
  try {
    return instantOf(text);
  } catch (problem) {
    throw new InvalidArgumentError(problemOf(problem).message);
  }
}

/** From a tick to a minute: shorter is a jump, longer looks like a standstill. */
export function gapSeconds(text: string): number {
  const number = text.trim() === '' ? NaN : Number(text);
  if (number >= 0.25 && number <= 60) return number;
  throw new InvalidArgumentError('expected 0.25 to 60 seconds.');
}

/** A key is typed by people and sent in messages. */
export function controlKey(text: string): string {
  if (text.length >= 8 && text.length <= 256) return text;
  throw new InvalidArgumentError('expected 8 to 256 characters.');
}

export function flow(text: string): Flow {
  const found = FLOWS.find((choice) => choice === text);
  if (found !== undefined) return found;
  throw new InvalidArgumentError(`expected one of ${FLOWS.join(', ')}.`);
}

/** A dataset's name: it stands in URLs, file names and subscriptions. */
export function dataset(text: string): string {
  if (/^[\w][\w.-]{0,63}$/.test(text)) return text;
  throw new InvalidArgumentError('expected 1 to 64 letters, digits, dots, dashes or underscores.');
}

/** All the values of an option that may be given again. */
export function collect(text: string, before: string[]): string[] {
  return [...before, text];
}

/** `time=DATE`: what a column is, and how the file names it. */
export function column(text: string, before: Record<string, string>): Record<string, string> {
  const at = text.indexOf('=');
  const key = MAPPED_COLUMNS.find((choice) => choice === text.slice(0, at));
  if (key === undefined || at === text.length - 1)
    throw new InvalidArgumentError(
      `expected what it is and its name, as time=DATE; it can be ${MAPPED_COLUMNS.join(', ')}.`,
    );
  return { ...before, [key]: text.slice(at + 1) };
}

/** `import=CIF,export=FOB`, or one of the two. */
export function valuation(text: string): Partial<Valuation> {
  const pairs = text.split(',').map((pair) => pair.split('='));
  const isKnown = pairs.every(
    ([flow, terms, ...rest]) =>
      rest.length === 0 &&
      (flow === 'import' || flow === 'export') &&
      (VALUATIONS[flow] as readonly (string | undefined)[]).includes(terms),
  );
  if (isKnown) return Object.fromEntries(pairs) as Partial<Valuation>;
  const allowed = FLOWS.map((flow) => `${flow}=${VALUATIONS[flow].join('|')}`);
  throw new InvalidArgumentError(`expected ${allowed.join(',')} or one of the two.`);
}

/** A text that people will read. */
export function label(text: string): string {
  if (text.trim() !== '' && text.length <= 200) return text.trim();
  throw new InvalidArgumentError('expected 1 to 200 characters.');
}

/** A currency by its code of ISO 4217. */
export function currency(text: string): string {
  if (isCurrency(text)) return text;
  throw new InvalidArgumentError('expected a code of ISO 4217, as CNY.');
}

/** Local time as the difference to UTC. */
export function utcOffset(text: string): string {
  if (/^[+-](0\d|1[0-4]):[0-5]\d$/.test(text)) return text;
  throw new InvalidArgumentError('expected a difference to UTC, as +08:00.');
}

/** Longer, and senders wait for no gain. */
export const flushMs = within(0, 1_000);

/** From an hour to a century. */
export const days = within(1 / 24, 36_525);

/** A whole number from 1. */
export function count(text: string): number {
  const number = wholeNumber(text);
  if (number >= 1) return number;
  throw new InvalidArgumentError('expected a whole number from 1.');
}

/** One more origin. */
export function origin(text: string, before: string[]): string[] {
  if (text === '*' || (URL.canParse(text) && /^https?:$/.test(new URL(text).protocol)))
    return [...before, text];
  throw new InvalidArgumentError('expected the address of a site, as https://example.org, or *.');
}

/** One more name of a host, without scheme and port. */
export function hostName(text: string, before: string[]): string[] {
  if (text === '*' || /^[a-z\d]([a-z\d.-]*[a-z\d])?$/i.test(text)) return [...before, text];
  throw new InvalidArgumentError('expected the name of a host, as wall.example.org, or *.');
}

/** Dimensions to be watched, or `none`. */
export function alertDimensions(text: string): AlertDimension[] {
  if (text === 'none') return [];
  const names = text.split(',').map((name) => name.trim());
  const known = ALERT_DIMENSIONS.filter((dimension) => names.includes(dimension));
  if (known.length === names.length) return known;
  throw new InvalidArgumentError(`expected some of ${ALERT_DIMENSIONS.join(',')}, each once, or none.`);
}

/** From one in a century to one a day. */
export const falseAlarms = within(0.01, 365);

/** Below a hundredth is what declarations are corrected by; above tenfold, nothing is told any more. */
export const percentChange = within(1, 900);

/** As many groups as a view may have at the top. */
export function alertGroups(text: string): number {
  const number = count(text);
  if (number <= LIMITS.topGroups) return number;
  throw new InvalidArgumentError(`expected a whole number up to ${LIMITS.topGroups}.`);
}

/** One more address or network of them. */
export function network(text: string, before: string[]): string[] {
  if (isNetwork(text)) return [...before, text];
  throw new InvalidArgumentError('expected an address, as 10.0.0.1, or a network of them, as 10.0.0.0/8.');
}

/** Up to a day. */
export const seconds = within(0, 86_400);

/** Address of a server, by HTTP or WebSocket. */
export function serverUrl(text: string): string {
  const protocol = URL.canParse(text) ? new URL(text).protocol : '';
  if (['http:', 'https:', 'ws:', 'wss:'].includes(protocol)) return text;
  throw new InvalidArgumentError('expected an address as http://127.0.0.1:8787.');
}

/** Addresses of servers of NATS, separated by commas. */
export function natsUrl(text: string): string {
  const isAddress = (each: string): boolean =>
    URL.canParse(each) && ['nats:', 'tls:'].includes(new URL(each).protocol) && new URL(each).host !== '';
  if (text.split(',').every((each) => isAddress(each.trim()))) return text;
  throw new InvalidArgumentError('expected addresses as nats://127.0.0.1:4222, separated by commas.');
}

/** From a megabyte to a petabyte. */
export const gigabytes = within(0.001, 1_000_000);

/** Up to a year. */
export const minutes = within(0, 525_600);

function within(least: number, most: number): (text: string) => number {
  return (text) => {
    const number = text.trim() === '' ? NaN : Number(text);
    if (number >= least && number <= most) return number;
    throw new InvalidArgumentError(`expected a number from ${Number(least.toPrecision(3))} to ${most}.`);
  };
}
