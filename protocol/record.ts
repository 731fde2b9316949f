import * as v from 'valibot';
import { FLOWS } from './dimensions.js';
import { ERROR_CODES, type ErrorCode } from './errors.js';
import { INTAKE_ERROR_CODES } from './record-errors.js';

/** Of how a figure stands. `revised` and `withdrawn` speak of the record that has the same source and id. */
export const RECORD_STATUSES = ['provisional', 'final', 'revised', 'withdrawn'] as const;

/** Characters that a text of a record may have. */
export const RECORD_TEXT_LENGTH = 128;

const text = v.pipe(v.string(), v.minLength(1), v.maxLength(RECORD_TEXT_LENGTH));

/** A decimal, as a number or, where a double would not hold all of its digits, as a text. */
const decimal = v.union([v.number(), v.pipe(v.string(), v.regex(/^-?\d+(\.\d+)?$/))]);

/**
 * One trade movement, as it is sent: a line of NDJSON, an item of a JSON array, or a row of CSV with these names as its
 * header, where an empty field is a missing one.
 */
export const RecordSchema = v.pipe(
  v.strictObject({
    time: v.pipe(
      text,
      v.description(
        'an instant, 2026-01-05T08:00:00Z (UTC where it names no zone), or a period: 2026-01-05, 2026-01, 2026',
      ),
    ),
    flow: v.pipe(v.picklist(FLOWS), v.description('re-imports and re-exports fold into them')),
    partner: v.pipe(text, v.description('ISO 3166-1 alpha-3')),
    commodity: v.pipe(text, v.description('HS code of 2 to 10 digits')),
    port: v.optional(v.pipe(text, v.description('UN/LOCODE'))),
    mode: v.optional(v.pipe(text, v.description('trade mode, its code or name'))),
    transport: v.optional(v.pipe(text, v.description('sea, air, rail, road, pipeline, post or other'))),
    netKg: v.optional(v.pipe(decimal, v.description('net weight in kg, to the gram; not reported is not 0'))),
    value: v.optional(
      v.pipe(decimal, v.description("in the currency's major unit, with no more decimals than it has")),
    ),
    currency: v.optional(v.pipe(v.string(), v.regex(/^[A-Z]{3}$/), v.description('ISO 4217'))),
    id: v.optional(
      v.pipe(text, v.description('unique within its source; a record without one counts each time')),
    ),
    source: v.optional(v.pipe(text, v.description('whose ids these are; by default the name of the sender'))),
    status: v.optional(v.picklist(RECORD_STATUSES)),
    revision: v.optional(
      v.pipe(
        v.number(),
        v.integer(),
        v.minValue(0),
        v.maxValue(0xff_ff_ff_ff),
        v.description(
          'a higher one counts in place of those before it, whatever the order in which they come',
        ),
      ),
    ),
  }),
  v.description('One trade movement; value with its currency, or netKg, must be there'),
);

export type TradeRecord = v.InferOutput<typeof RecordSchema>;

/** Names of the fields, as in the header of CSV. */
export const RECORD_FIELDS = Object.keys(RecordSchema.entries) as (keyof TradeRecord)[];

/** Why a record is not taken, by the code that the answer and the metrics have for it. */
export const REJECTIONS = {
  'bad-json': 'The line is no JSON object, or the item of the array is none.',
  'bad-row': 'The row of CSV has other fields than its header, or a quote that is not closed.',
  'bad-field': 'A field is missing, unknown or not of the form it has to have.',
  'no-amount': 'The record has neither value nor netKg.',
  'other-currency': 'The record is in another currency than the timeline.',
  'too-early': 'The record is further in the future than the server allows.',
  'too-old': 'The record is older than what the server still takes.',
  'too-long': 'The line or the item is longer than the server reads.',
  'too-many-codes': 'The dimension has as many different codes as it can have.',
  'unknown-record':
    'A record as old as this may have been counted and forgotten, so it can not be revised any more.',
} as const;

export type RejectionCode = keyof typeof REJECTIONS;

export const RejectionSchema = v.object({
  /** Line of the body that the record starts on, from 1; of a message, the place in its list. */
  line: v.number(),
  code: v.picklist(Object.keys(REJECTIONS) as [RejectionCode, ...RejectionCode[]]),
  /** Names the field, the value and what is allowed. */
  message: v.string(),
});

export type Rejection = v.InferOutput<typeof RejectionSchema>;

/** What became of records that were sent. What is accepted or a duplicate is on disk, and counted once. */
export const IntakeReportSchema = v.object({
  accepted: v.number(),
  duplicates: v.number(),
  rejected: v.array(RejectionSchema),
  /** How many more were rejected than are listed. */
  rejectedMore: v.optional(v.number()),
});

export type IntakeReport = v.InferOutput<typeof IntakeReportSchema>;

const problemCodes = [...ERROR_CODES, ...Object.keys(INTAKE_ERROR_CODES)] as [ErrorCode, ...ErrorCode[]];

/** Why records were not taken as a whole, and what of them was taken before. */
export const IntakeProblemSchema = v.object({
  type: v.literal('error'),
  code: v.picklist(problemCodes),
  message: v.string(),
  field: v.optional(v.string()),
  ...v.partial(IntakeReportSchema).entries,
});
