import { ProblemError } from '../../protocol/errors.js';
import { RecordSchema, type TradeRecord } from '../../protocol/record.js';
import { parseWith } from '../../protocol/validation.js';
import { isCurrency } from './currency.js';
import { recordAmount } from './record-amount.js';
import { EXPORT, IMPORT } from './record-batch.js';
import { writeKey, sourceWords } from './record-key.js';
import { RecordProblem, refuse } from './record-problem.js';
import { HAS_KEY, KEY_WORDS, NUMBERED, REVISES, WITHDRAWS, type RecordRows } from './record-rows.js';
import { NET_KG_DIGITS, type RecordTerms } from './record-terms.js';
import { recordTime } from './record-time.js';

/**
 * Checks a record and writes it after the last row.
 * @param sender whose ids they are where the record does not say
 * @throws RecordProblem that says what is wrong with it; the rows are then as they were
 */
export function writeRecord(input: unknown, sender: string, terms: RecordTerms, rows: RecordRows): void {
  const record = readRecord(input);
  const row = rows.length;
  rows.time[row] = takenTime(record.time, terms);
  rows.flow[row] = record.flow === 'export' ? EXPORT : IMPORT;
  writeCodes(record, terms, rows, row);
  writeIdentity(record, sender, rows, row);
  writeAmounts(record, terms, rows, row);
  rows.records[row] = 1;
  rows.length++;
}

function readRecord(input: unknown): TradeRecord {
  try {
    return parseWith(RecordSchema, input, 'bad-request');
  } catch (fault) {
    if (!(fault instanceof ProblemError)) throw fault;
    const { field, message } = fault.problem;
    throw new RecordProblem(field === undefined ? 'bad-json' : 'bad-field', message);
  }
}

function takenTime(written: string, terms: RecordTerms): number {
  const time = recordTime(written, terms.utcOffsetMs);
  const { from, to } = terms.span;
  if (time < from)
    refuse('too-old', 'time', `expected ${iso(from)} or later, got ${written}; import it as a file`);
  if (time > to)
    refuse('too-early', 'time', `expected ${iso(to)} or earlier, got ${written}; send it when it is due`);
  return time;
}

function iso(time: number): string {
  return new Date(time).toISOString();
}

function writeCodes(record: TradeRecord, { codes }: RecordTerms, rows: RecordRows, row: number): void {
  rows.partner[row] = codes.intern('partner', record.partner);
  rows.commodity[row] = codes.intern('commodity', record.commodity);
  rows.port[row] = record.port === undefined ? 0 : codes.intern('port', record.port);
  rows.mode[row] = record.mode === undefined ? 0 : codes.intern('mode', record.mode);
  rows.transport[row] = record.transport === undefined ? 0 : codes.intern('transport', record.transport);
}

function writeIdentity(record: TradeRecord, sender: string, rows: RecordRows, row: number): void {
  const { id, source = sender, status, revision } = record;
  const revises = status === 'revised' || status === 'withdrawn' || revision !== undefined;
  if (id === undefined && revises)
    refuse('bad-field', 'id', 'missing; expected that of the record that is revised or withdrawn');
  rows.flags[row] =
    (id === undefined ? 0 : HAS_KEY) |
    (revises ? REVISES : 0) |
    (status === 'withdrawn' ? WITHDRAWS : 0) |
    (revision === undefined ? 0 : NUMBERED);
  rows.revision[row] = revision ?? 0;
  if (id === undefined) {
    rows.key.fill(0, row * KEY_WORDS, (row + 1) * KEY_WORDS);
    return;
  }
  const bytes = Buffer.from(id, 'utf8');
  writeKey(sourceWords(source), bytes, 0, bytes.length, rows.key, row);
}

/** The currency is looked at last: the first one is that of the timeline, so it is to be that of a record that is right. */
function writeAmounts(record: TradeRecord, terms: RecordTerms, rows: RecordRows, row: number): void {
  const { netKg, value, currency } = record;
  if (netKg === undefined && value === undefined)
    refuse('no-amount', 'value', 'missing, and so is netKg; one of them must be there');
  rows.netKg[row] = netKg === undefined ? NaN : recordAmount('netKg', netKg, NET_KG_DIGITS);
  if (currency !== undefined) checkCurrency(currency, value !== undefined, terms);
  else if (value !== undefined) refuse('bad-field', 'currency', 'missing; a value has one, as CNY');
  rows.value[row] = value === undefined ? NaN : recordAmount('value', value, terms.valueDigits);
}

function checkCurrency(currency: string, hasValue: boolean, terms: RecordTerms): void {
  if (!isCurrency(currency)) refuse('bad-field', 'currency', `expected a code of ISO 4217, got ${currency}`);
  if (terms.currency !== null && currency !== terms.currency)
    refuse(
      'other-currency',
      'currency',
      `the timeline is in ${terms.currency}, got ${currency}; send it to a server of its own, or convert it`,
    );
  if (terms.currency === null && hasValue) terms.setCurrency(currency);
}
