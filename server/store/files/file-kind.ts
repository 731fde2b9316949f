import { ImportError } from '../import-error.js';
import { unreadPage } from '../import/unread-pages.js';

/** What the first bytes of a file say that it is. */
export type FileKind = 'text' | 'gzip' | 'zip' | 'parquet';

/** Bytes that a text never has, whatever its encoding, but nearly every other file. */
const CONTROL_SHARE = 0.01;

const STRANGERS: readonly (readonly [start: string, what: string])[] = [
  ['%PDF', 'a PDF; ask the publisher for CSV'],
  ['\u00d0\u00cf\u0011\u00e0', 'an old Excel or Word file; save it as CSV'],
  ['\u0089PNG', 'an image'],
  ['\u00ff\u00d8\u00ff', 'an image'],
  ['GIF8', 'an image'],
  ['7z\u00bc\u00af', 'a 7z archive; unpack it first (BSD tar or 7z do)'],
  ['Rar!', 'a RAR archive; unpack it first'],
  ['BZh', 'a bzip2 archive; unpack it first'],
  ['\u00fd7zXZ', 'an xz archive; unpack it first'],
  ['\u0028\u00b5\u002f\u00fd', 'a Zstandard archive; unpack it first'],
  ['SQLite format 3', 'an SQLite database; export the table as CSV'],
];

/** Tells by its first bytes what a file is; throws for what can't hold trade records. */
export function fileKind(name: string, head: Buffer): FileKind {
  const start = head.toString('latin1', 0, 16);
  if (start.startsWith('\u001f\u008b')) return 'gzip';
  if (start.startsWith('PK\u0003\u0004') || start.startsWith('PK\u0005\u0006')) return 'zip';
  if (start.startsWith('PAR1')) return 'parquet';
  const stranger = STRANGERS.find(([magic]) => start.startsWith(magic));
  if (stranger !== undefined) throw new ImportError('binary', `${name}: is ${stranger[1]}`);
  if (head.toString('latin1', 257, 262) === 'ustar')
    throw new ImportError('binary', `${name}: is a tar archive; unpack it and name the files inside`);
  checkText(name, head);
  return 'text';
}

function checkText(name: string, head: Buffer): void {
  const utf16 = (head[0] === 0xff && head[1] === 0xfe) || (head[0] === 0xfe && head[1] === 0xff);
  if (utf16) return;
  const control = head.filter((byte) => byte < 9 || (byte > 13 && byte < 32 && byte !== 27)).length;
  if (control > head.length * CONTROL_SHARE)
    throw new ImportError(
      'binary',
      `${name}: is not text: ${control} of its first ${head.length} bytes are control characters; check what the file is`,
    );
  if (/^\s*(<!doctype html|<html|<\?xml[^>]*>\s*<!doctype html)/i.test(head.toString('utf8', 0, 1024)))
    throw new ImportError('html', `${name}: ${describePage(head.toString('utf8'))}`);
}

function describePage(html: string): string {
  const title = /<title[^>]*>\s*([^<]{1,160})/i.exec(html)?.[1]?.trim();
  const page = title === undefined ? 'a web page' : `a web page, "${title}"`;
  const unread = unreadPage([title ?? '']);
  return unread === undefined
    ? `is ${page}, not data; the download may have failed: open it in a browser to see what it says`
    : `is ${page}: ${unread.what}; ${unread.why}`;
}
