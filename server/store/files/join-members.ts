import { createReadStream, createWriteStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import { ImportError } from '../import-error.js';
import { firstLines } from './sample-file.js';
import { readHead } from './read-head.js';
import type { TempFolder } from './temp-folder.js';
import type { Member } from './unpack.js';

/** Longest header that members are compared by. */
const HEADER_BYTES = 16 * 1024;

/** One table made of the members of an archive. */
export interface JoinedMembers {
  readonly member: Member;
  readonly notes: string[];
}

/**
 * Makes one table of the members that have the same header (the years of BACI); of several such sets the largest, as
 * code lists and read-me files beside the data are small. What is left out is said in the notes.
 */
export async function joinMembers(
  name: string,
  members: readonly Member[],
  temp: TempFolder,
): Promise<JoinedMembers> {
  const sets = new Map<string, { members: Member[]; bytes: number }>();
  for (const member of members) {
    const header = firstLines((await readHead(member.path, HEADER_BYTES)).toString('latin1'), true)[0] ?? '';
    const set = sets.get(header) ?? { members: [], bytes: 0 };
    set.members.push(member);
    set.bytes += (await stat(member.path)).size;
    sets.set(header, set);
  }
  const [largest] = [...sets.values()].sort((a, b) => b.bytes - a.bytes);
  if (largest === undefined)
    throw new ImportError('empty', `${name}: is an archive without files; download it again`);
  const used = largest.members;
  const left = members.filter((member) => !used.includes(member)).map((member) => member.name);
  const notes = [
    `read from ${used.map((member) => member.name).join(', ')} in ${name}`,
    ...(left.length === 0 ? [] : [`left out of ${name}, as their columns differ: ${left.join(', ')}`]),
  ];
  if (used.length === 1) return { member: used[0]!, notes };
  const path = temp.file('joined');
  await pipeline(joined(used), createWriteStream(path));
  return { member: { name: used[0]!.name, path }, notes };
}

/** The header is on the first member's first line; the others' rows follow without theirs. */
async function* joined(members: readonly Member[]): AsyncGenerator<Buffer> {
  for (const [at, member] of members.entries()) {
    const head = await readHead(member.path, HEADER_BYTES);
    const start = at === 0 ? 0 : head.indexOf(10) + 1;
    for await (const chunk of createReadStream(member.path, { start })) yield chunk as Buffer;
    // A last row without a line end would run into the next member's first.
    yield Buffer.from('\n');
  }
}
