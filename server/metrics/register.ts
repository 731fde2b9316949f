import { Counter, Gauge, type Registry } from 'prom-client';
import type { RejectionCode } from '../../protocol/record.js';

/** Figures that are looked up when they are asked for, so that to count them costs nothing where they change. */

/** A figure that goes up and down. */
export function gauge(registry: Registry, name: string, help: string, read: () => number): void {
  registry.registerMetric(
    new Gauge({
      name,
      help,
      registers: [],
      collect() {
        this.set(read());
      },
    }),
  );
}

/** Such figures by one label. */
export function gauges(
  registry: Registry,
  name: string,
  help: string,
  label: string,
  read: () => Iterable<readonly [value: string, figure: number]>,
): void {
  registry.registerMetric(
    new Gauge({
      name,
      help,
      labelNames: [label],
      registers: [],
      collect() {
        // What is no more is not told any more.
        this.reset();
        for (const [value, figure] of read()) this.set({ [label]: value }, figure);
      },
    }),
  );
}

/** A figure that only goes up, kept elsewhere. */
export function counter(registry: Registry, name: string, help: string, read: () => number): void {
  registry.registerMetric(
    new Counter({
      name,
      help,
      registers: [],
      collect() {
        this.reset();
        this.inc(read());
      },
    }),
  );
}

/** Such figures by one label. */
export function counters(
  registry: Registry,
  name: string,
  help: string,
  label: string,
  read: () => Iterable<readonly [value: string, figure: number]>,
): void {
  registry.registerMetric(
    new Counter({
      name,
      help,
      labelNames: [label],
      registers: [],
      collect() {
        this.reset();
        for (const [value, figure] of read()) this.inc({ [label]: value }, figure);
      },
    }),
  );
}

/** Records that are refused, by reason, of which nobody else keeps count. Returns what is to be told of each. */
export function rejections(registry: Registry, name: string, help: string): (code: RejectionCode) => void {
  const rejected = new Counter({ name, help, labelNames: ['code'], registers: [registry] });
  return (code) => rejected.inc({ code });
}
