import pino, { type Logger } from 'pino';
import pretty from 'pino-pretty';

export type { Logger };

/** Writes to standard error, so that standard output holds only what was asked for: lines for people, or JSON. */
export function createLogger({ json, level = 'info' }: { json: boolean; level?: string }): Logger {
  if (json) return pino({ base: null, level, timestamp: pino.stdTimeFunctions.isoTime }, pino.destination(2));
  return pino(
    { base: null, level },
    pretty({
      destination: 2,
      sync: true,
      colorize: process.stderr.isTTY,
      translateTime: 'SYS:HH:MM:ss',
      ignore: 'hostname,pid',
    }),
  );
}
