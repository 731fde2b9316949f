/** What one contestant of a line came to, over several rounds taken in turn with its peers. */
export interface Contestant {
  readonly name: string;
  /** One figure per round, in the line's unit. */
  readonly rounds: readonly number[];
}

/** One line of the benchmark. */
export interface BenchLine {
  readonly what: string;
  readonly unit: string;
  /** Ours first. */
  readonly contestants: readonly Contestant[];
  /** What has to be known to believe the figures, such as how busy the load generator was. */
  readonly notes: readonly string[];
}

/** Middle value; of an even number, the mean of the middle two. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const [low, high] = [Math.floor((sorted.length - 1) / 2), Math.ceil((sorted.length - 1) / 2)];
  return (sorted[low]! + sorted[high]!) / 2;
}
