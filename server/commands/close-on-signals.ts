import type { Logger } from '../logger.js';

/** Ends orderly what is being started; listens from the start, for who reads the address may ask for the end at once. */
export function closeOnSignals(starting: Promise<{ close: () => Promise<void> }>, logger: Logger): void {
  const stop = async (signal: NodeJS.Signals): Promise<void> => {
    logger.info({ signal }, 'shutting down');
    await (await starting).close();
    process.exit(0);
  };
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void stop(signal));
}
