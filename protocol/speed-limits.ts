/** Event seconds per second, up to ten years in one: slower is a pause, faster shows nothing any more. */
export const SPEED_LIMITS = { min: 1, max: 10 * 365.25 * 86_400 } as const;

/** What a speed may be, in words. */
export const SPEED_EXPECTED = `${SPEED_LIMITS.min} to ${SPEED_LIMITS.max} event seconds per second`;
