import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { PLAIN_CONFIG } from '../../scripts/plain-config.js';
import { loadControlKeys } from '../../server/load-control-keys.js';

const folder = mkdtempSync(join(tmpdir(), 'tradewall-keys-'));
afterAll(() => rmSync(folder, { recursive: true }));

function keyFile(name: string, content: unknown): string {
  const file = join(folder, name);
  writeFileSync(file, typeof content === 'string' ? content : JSON.stringify(content));
  return file;
}

describe('keys of control', () => {
  it('are not needed on a server that only its own machine reaches, and none will do on another', async () => {
    for (const host of ['127.0.0.1', 'localhost', '::1', '127.1.2.3'])
      expect((await loadControlKeys({ ...PLAIN_CONFIG, host })).keyed, host).toBe(false);
    for (const host of ['0.0.0.0', '::', '192.168.1.5', 'wall.example']) {
      const keys = await loadControlKeys({ ...PLAIN_CONFIG, host });
      expect(() => keys.check('demo', undefined), host).toThrow('start it with --control-key');
    }
  });

  it('are one for all timelines, but for those that the key file has another for', async () => {
    const file = keyFile('keys.json', { demo: 'lecture hall' });
    const keys = await loadControlKeys({ ...PLAIN_CONFIG, controlKey: 'front desk', keyFile: file });
    expect(() => keys.check('demo', 'lecture hall')).not.toThrow();
    expect(() => keys.check('china', 'front desk')).not.toThrow();
    for (const [timeline, key] of [
      ['demo', 'front desk'],
      ['china', 'lecture hall'],
      ['china', undefined],
    ] as const)
      expect(() => keys.check(timeline, key)).toThrow('expected the control key');
  });

  it.each([
    ['missing.json', undefined, 'ENOENT'],
    ['text.json', 'demo', 'JSON'],
    ['list.json', ['demo'], 'expected an object of keys by timeline'],
    ['short.json', { demo: 'abc' }, 'demo: expected a text of 8 characters at least as the key'],
    ['number.json', { demo: 12_345_678 }, 'demo: expected a text'],
  ])('are refused with the file and the place: %s', async (name, content, message) => {
    const file = content === undefined ? join(folder, name) : keyFile(name, content);
    const loading = loadControlKeys({ ...PLAIN_CONFIG, keyFile: file });
    await expect(loading).rejects.toThrow(message);
    await expect(loading).rejects.toThrow(`--key-file: ${file}`);
  });
});
