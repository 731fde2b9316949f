import type { Cluster } from './cluster.js';
import { readPartial, type PartialMessage } from './partial-message.js';
import { readStream } from './read-stream.js';
import { STATES_STREAM, stateSubject } from './streams.js';

/** All that a partition came to, up to a message of partial sums. */
export interface RollUp {
  /** Number of that message in the stream of ticks: what comes after it is not in here. */
  readonly upTo: number;
  /** Number of its first part, in the stream of states. */
  readonly first: number;
  readonly parts: readonly PartialMessage[];
}

/** The newest roll-up of a partition that is there as a whole; undefined where there is none. */
export async function readRollUp(cluster: Cluster, partition: number): Promise<RollUp | undefined> {
  return (await readRollUps(cluster, partition)).newest;
}

/** The same, and the number of the last part of any: of one that was given up, too. */
export async function readRollUps(
  cluster: Cluster,
  partition: number,
): Promise<{ newest: RollUp | undefined; end: number }> {
  let newest: RollUp | undefined;
  let end = 0;
  let parts: PartialMessage[] = [];
  let first = 0;
  for await (const { seq, data } of readStream(cluster, STATES_STREAM, stateSubject(partition))) {
    end = seq;
    const part = readPartial(data);
    const rollUp = part.rollUp!;
    if (rollUp.part === 0) {
      parts = [];
      first = seq;
    }
    // One whose beginning is gone, or was given up, is none.
    if (rollUp.part !== parts.length) continue;
    parts.push(part);
    if (parts.length === rollUp.parts) newest = { upTo: rollUp.upTo, first, parts };
  }
  return { newest, end };
}
