/** What one contestant of a line came to, over several rounds taken in turn with its peers. */
export interface Contestant {
  readonly name: string;
  /** One figure per round, in the line's unit; empty where it can't be had on this machine. */
  readonly rounds: readonly number[];
  /** Why there is no figure. */
  readonly missing?: string;
}

/** What ours is to reach: at most so many times a peer's median or, without a peer, so much in the line's unit. */
export interface Goal {
  readonly atMost: number;
  /** Name of the contestant that ours is measured by. */
  readonly peer?: string;
}

/** One line of the benchmark; less is better. */
export interface BenchLine {
  readonly what: string;
  readonly unit: string;
  /** Ours first. */
  readonly contestants: readonly Contestant[];
  readonly goals?: readonly Goal[];
  /** What has to be known to believe the figures: what each means, and how busy the load generator was. */
  readonly notes: readonly string[];
}

/** A goal beside what was reached: a multiple of the peer, or the figure itself. */
export interface Verdict extends Goal {
  readonly reached: number;
  readonly isMet: boolean;
}

/** How the line stands to its goals; one beside a peer that could not be had is left out. */
export function judge({ contestants, goals = [] }: BenchLine): Verdict[] {
  const ours = median(contestants[0]!.rounds);
  return goals.flatMap((goal) => {
    const peer = contestants.find(({ name }) => name === goal.peer);
    if (goal.peer !== undefined && peer === undefined) throw new Error(`no contestant ${goal.peer}`);
    if (peer?.rounds.length === 0) return [];
    const reached = peer === undefined ? ours : ours / median(peer.rounds);
    return [{ ...goal, reached, isMet: reached <= goal.atMost }];
  });
}

/** Middle value; of an even number, the mean of the middle two. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const [low, high] = [Math.floor((sorted.length - 1) / 2), Math.ceil((sorted.length - 1) / 2)];
  return (sorted[low]! + sorted[high]!) / 2;
}
