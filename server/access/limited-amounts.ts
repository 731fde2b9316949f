/** What is limited; messages and bytes by the second. */
export const LIMITED = ['connections', 'subscriptions', 'messages', 'bytes'] as const;

export type Limited = (typeof LIMITED)[number];

/** How much there may be of each. */
export type Amounts = Readonly<Record<Limited, number>>;

/** An office behind one router: a thousand screens of a wall, all of which come back at once, and a fast sender. */
export const PER_ADDRESS: Amounts = {
  connections: 1_000,
  subscriptions: 25_000,
  messages: 2_500,
  bytes: 100_000_000,
};

/** A token may be that of a site, which all its visitors share by tickets: as many viewers as a server is made for. */
export const PER_TOKEN: Amounts = {
  connections: 10_000,
  subscriptions: 250_000,
  messages: 25_000,
  bytes: 100_000_000,
};
