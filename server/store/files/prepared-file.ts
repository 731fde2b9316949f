/** Enough bytes for any header and the rows that show how a file is written. */
export const HEAD_BYTES = 256 * 1024;

/** A file made ready to be read as delimited rows of UTF-8. */
export interface PreparedFile {
  /** Base name of the file that the user named, or of the one inside it. */
  readonly name: string;
  /** Where the rows are: the file itself, or a temporary one. */
  readonly path: string;
  readonly encoding: string;
  /** Of the file that the user named. */
  readonly sha256: string;
  /** Lines of `path`, and those that hold something. */
  readonly totalLines: number;
  readonly filledLines: number;
  /** The first lines. */
  readonly lines: readonly string[];
  /** Lines left out on the way to `path`, by reason, from 1. */
  readonly droppedLines: Readonly<Record<string, readonly number[]>>;
  /** Written by us line by line, so that quotes can't be misread. */
  readonly repaired: boolean;
  readonly notes: readonly string[];
}
