/** As often as the product ticks. */
const TICK_MS = 250;

/**
 * Makes a server send as many messages as the wall has views, of as many bytes each, at every tick; its process tells its
 * port once it listens, and its CPU time when asked.
 * @param {{ address(): unknown, once(event: string, done: () => void): unknown }} server what listens
 * @param {(topic: string, text: string) => void} publish sends a text to everybody who watches a topic
 */
export function serveMessages(server, publish) {
  server.once('listening', () => process.send(server.address().port));
  startMessages(publish);
}

/** The same without the listening. @param {(topic: string, text: string) => void} publish */
export function startMessages(publish) {
  const state = { ticks: 0 };
  const texts = topics().map((topic) => [topic, 'x'.repeat(Number(process.argv[3]))]);
  setInterval(() => {
    for (const [topic, text] of texts) publish(topic, text);
    state.ticks++;
  }, TICK_MS);
  process.on('message', () => {
    const { user, system } = process.cpuUsage();
    process.send({ cpuMs: (user + system) / 1_000, ...state });
  });
}

/** One for each view. */
export function topics() {
  return Array.from({ length: Number(process.argv[2]) }, (_, index) => `v${index}`);
}
