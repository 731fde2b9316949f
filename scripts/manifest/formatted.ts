import { readFileSync } from 'node:fs';
import { format, type FormatOptions } from 'oxfmt';

/** Text of a file as the formatter leaves it, so that what is made passes the check of what is written. */
export async function formatted(path: string, text: string): Promise<string> {
  const options = JSON.parse(readFileSync('.oxfmtrc.json', 'utf8')) as FormatOptions;
  const { code, errors } = await format(path, text, options);
  if (errors.length > 0) throw new Error(`${path}: ${errors.map(({ message }) => message).join('; ')}`);
  return code;
}
