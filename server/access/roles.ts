/** What somebody may do: watch, command shared timelines, send records, see how the server does; the last may do all. */
export const ROLES = ['viewer', 'presenter', 'sender', 'operator'] as const;

export type Role = (typeof ROLES)[number];

/** Who asks, as far as they have shown it. */
export interface Identity {
  /** Name of the token. */
  readonly name: string;
  readonly roles: readonly Role[];
}
