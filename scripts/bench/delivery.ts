/**
 * Milliseconds from when a tick was due until a viewer had its frame.
 * @param arrivals of each frame, the number of its tick and when it was whole, epoch ms
 * @param ticksDue when each tick was due, epoch ms, by its number
 */
export function deliveryDelays(arrivals: Float64Array, ticksDue: readonly number[]): number[] {
  const delays: number[] = [];
  for (let at = 0; at < arrivals.length; at += 2) delays.push(arrivals[at + 1]! - ticksDue[arrivals[at]!]!);
  return delays;
}

/** The least of the values that at most one in a hundred exceeds. */
export function percentile99(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.ceil(values.length * 0.99) - 1]!;
}
