import { Registry } from 'prom-client';
import { expect, it } from 'vitest';
import { gauges } from '../../../server/metrics/register.js';

it('gauges of what is no more are told no more', async () => {
  const registry = new Registry();
  let partitions = new Map([
    ['0', 5],
    ['1', Infinity],
  ]);
  gauges(registry, 'pending', 'Messages.', 'partition', () => partitions);
  expect(await registry.metrics()).toContain('pending{partition="1"} +Inf');
  partitions = new Map([['0', 4]]);
  const told = await registry.metrics();
  expect(told).toContain('pending{partition="0"} 4');
  expect(told).not.toContain('partition="1"');
});
