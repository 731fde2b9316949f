/**
 * Milliseconds from the beginning of a tick until a viewer had its frame.
 * @param arrivals of each frame, the number of its tick and when it was whole, epoch ms
 * @param tickStarts when each tick began, epoch ms, by its number
 */
export function deliveryDelays(arrivals: Float64Array, tickStarts: readonly number[]): number[] {
  const delays: number[] = [];
  for (let at = 0; at < arrivals.length; at += 2) delays.push(arrivals[at + 1]! - tickStarts[arrivals[at]!]!);
  return delays;
}

/** The least of the values that at most one in a hundred exceeds. */
export function percentile99(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.ceil(values.length * 0.99) - 1]!;
}
