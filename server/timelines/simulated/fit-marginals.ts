/** One way to group the cells and what each group should add up to. */
export interface Marginal {
  readonly groupOf: Uint16Array;
  readonly targets: readonly number[];
}

/** Rounds of fitting; the marginals here settle to well under a percent in half of them. */
const ROUNDS = 30;

/**
 * Iterative proportional fitting (Deming and Stephan, 1940): scales `weights` in place until every marginal's groups
 * add up to their targets. The last marginal is met exactly, the others as far as the cells allow.
 */
export function fitMarginals(weights: Float64Array, marginals: readonly Marginal[]): void {
  for (let round = 0; round < ROUNDS; round++) {
    for (const marginal of marginals) scaleToTargets(weights, marginal);
  }
}

function scaleToTargets(weights: Float64Array, { groupOf, targets }: Marginal): void {
  const factors = new Float64Array(targets.length);
  for (let i = 0; i < weights.length; i++) factors[groupOf[i]!]! += weights[i]!;
  for (const [group, target] of targets.entries()) {
    const sum = factors[group]!;
    factors[group] = sum > 0 ? target / sum : 0;
  }
  for (let i = 0; i < weights.length; i++) weights[i]! *= factors[groupOf[i]!]!;
}
