/** Codes of problems that only HTTP has, and those who send records; what viewers load does without them. */
export const INTAKE_ERROR_CODES = {
  'too-busy': 'Records come in faster than they can be written; try again after the time given.',
  'disk-full': 'The records could not be written, so none of those in question was taken.',
  'too-many-ids': 'As many ids are known as the server may have, so none of the records was taken.',
  unauthorized: 'This takes a token or a ticket, and none came that is known.',
  'store-damaged': 'Acknowledged records on disk can not be read.',
  'in-use': 'Another process works on the same folder.',
  'unsupported-type': 'Bodies of this media type or encoding are not read here.',
} as const;

export type IntakeErrorCode = keyof typeof INTAKE_ERROR_CODES;
