import { expect, it } from 'vitest';
import { serveScript } from '../../../scripts/bench/served.js';

it('says how a script ended that prints no address, and what it said', async () => {
  const script = `console.error('no such calendar'); process.exitCode = 3;`;
  await expect(serveScript('--eval', script)).rejects.toThrow(
    /ended with 3 before it printed an address: no such calendar/,
  );
});

it('takes the address that a script prints, and stops it', async () => {
  const script = `console.log('at http://localhost:7/'); setInterval(() => undefined, 1_000);`;
  const served = await serveScript('--eval', script);
  expect(served.url).toBe('http://localhost:7/');
  await served.stop();
});
