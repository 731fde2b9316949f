import { createReadStream, createWriteStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { Transform, type Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { promisify } from 'node:util';
import { createGunzip } from 'node:zlib';
import { type Entry, open as openZip, type ZipFile } from 'yauzl';
import { ImportError } from '../import-error.js';
import type { TempFolder } from './temp-folder.js';

/**
 * Tables of trade pack to a tenth or, when most columns are constant, to a hundredth. What unpacks to more than this
 * many times its size, after the first 64 MB, was made to fill a disk.
 */
const RATIO = 300;
const FREE_BYTES = 64 << 20;

/** An archive with more members than any publisher's is not unpacked. */
const MEMBERS = 500;

/** One file out of an archive. */
export interface Member {
  readonly name: string;
  readonly path: string;
}

/** Unpacks a gzip file. */
export async function gunzip(
  path: string,
  name: string,
  temp: TempFolder,
  signal?: AbortSignal,
): Promise<Member> {
  const to = temp.file('unpacked');
  const { size } = await stat(path);
  await unpacking(name, () =>
    pipeline(createReadStream(path), createGunzip(), bounded(name, size), createWriteStream(to), { signal }),
  );
  return { name: name.replace(/\.gz$/i, ''), path: to };
}

/** Unpacks the tables of a zip file; read-me files and the like are unpacked too, folders aren't. */
export async function unzip(
  path: string,
  name: string,
  temp: TempFolder,
  signal?: AbortSignal,
): Promise<Member[]> {
  return unpacking(name, async () => {
    const zip = await promisify<string, object, ZipFile>(openZip)(path, {
      lazyEntries: true,
      autoClose: false,
    });
    try {
      const members: Member[] = [];
      for await (const entry of entriesOf(zip)) {
        if (entry.fileName === '[Content_Types].xml')
          throw new ImportError('binary', `${name}: is an Excel or Word file; save it as CSV`);
        if (members.length === MEMBERS)
          throw new ImportError(
            'unsafe-archive',
            `${name}: has more than ${MEMBERS} members; unpack it and name the files`,
          );
        const to = temp.file('member');
        await pipeline(
          await streamOf(zip, entry),
          bounded(`${name}: ${entry.fileName}`, entry.compressedSize),
          createWriteStream(to),
          { signal },
        );
        members.push({ name: entry.fileName, path: to });
      }
      return members;
    } finally {
      zip.close();
    }
  });
}

async function* entriesOf(zip: ZipFile): AsyncGenerator<Entry> {
  for (;;) {
    const entry = await new Promise<Entry | null>((resolve, reject) => {
      zip.removeAllListeners();
      zip
        .once('entry', resolve)
        .once('end', () => resolve(null))
        .once('error', reject);
      zip.readEntry();
    });
    if (entry === null) return;
    if (!entry.fileName.endsWith('/') && !entry.fileName.startsWith('__MACOSX/')) yield entry;
  }
}

function streamOf(zip: ZipFile, entry: Entry): Promise<Readable> {
  return promisify<Entry, Readable>(zip.openReadStream.bind(zip))(entry);
}

function bounded(name: string, packedBytes: number): Transform {
  let bytes = 0;
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      bytes += chunk.length;
      const failure =
        bytes > FREE_BYTES && bytes > packedBytes * RATIO
          ? new ImportError(
              'unsafe-archive',
              `${name}: unpacks to more than ${RATIO} times its size; unpack it by hand if you trust it`,
            )
          : null;
      done(failure, chunk);
    },
  });
}

/** Tells what libraries say of broken and hostile archives in the words of an import. */
async function unpacking<T>(name: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    const { code = '', message } = error as NodeJS.ErrnoException;
    if (error instanceof ImportError || code === 'ENOSPC' || code === 'ABORT_ERR') throw error;
    const cause = { cause: error };
    if (/relative path|absolute path|invalid characters in fileName/i.test(message))
      throw new ImportError(
        'unsafe-archive',
        `${name}: a member's path climbs out of the archive (${message}); unpack it by hand if you trust it`,
        cause,
      );
    throw new ImportError(
      'damaged-archive',
      `${name}: can't be unpacked (${message}); download it again`,
      cause,
    );
  }
}
