import { describe, expect, it } from 'vitest';
import { ProblemError } from '../../../protocol/errors.js';
import { readSharedCommand, writeSharedCommand } from '../../../server/scale-out/shared-command.js';
import { readTickMarker, writeTickMarker } from '../../../server/scale-out/tick-marker.js';
import { createRandom } from '../../support/random.js';

const MARKER = { epoch: 'kJ9x_Q2-', tick: 42, at: 1_767_600_000_250 };

const COMMAND = {
  id: 'V1StGXR8',
  at: 1_767_600_000_250,
  command: { timeline: 'demo', command: 'seek', time: '2024-06-01', speed: 86_400, by: '张' },
} as const;

function bytesOf(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}

describe('a tick marker', () => {
  it('is the bytes that it was first', () => {
    expect(new TextDecoder().decode(writeTickMarker(MARKER))).toBe(
      '{"version":1,"epoch":"kJ9x_Q2-","tick":42,"at":1767600000250}',
    );
  });

  it('is read as it was written', () => {
    expect(readTickMarker(writeTickMarker(MARKER))).toEqual(MARKER);
  });

  it.each([
    ['{"version":2,"epoch":"a","tick":1,"at":1}', 'version: expected 1 to 1, got 2'],
    ['{"epoch":"a","tick":1,"at":1}', 'version: expected 1 to 1, got 0'],
    ['{"version":1,"epoch":"a.b","tick":1,"at":1}', 'epoch: expected'],
    ['{"version":1,"epoch":"a","tick":0,"at":1}', 'tick: expected at least 1, got 0'],
    ['{"version":1,"epoch":"a","tick":1.5,"at":1}', 'tick: expected'],
    ['{"version":1,"epoch":"a","tick":1,"at":null}', 'at: expected'],
    ['[]', 'message: expected a JSON object'],
    ['', 'message: expected JSON'],
  ])('is refused as %s', (text, message) => {
    expect(() => readTickMarker(bytesOf(text))).toThrow(message);
  });
});

describe('a command over a shared timeline', () => {
  it('is the bytes that it was first', () => {
    expect(new TextDecoder().decode(writeSharedCommand(COMMAND))).toBe(
      '{"version":1,"id":"V1StGXR8","at":1767600000250,"command":{"timeline":"demo","command":"seek","time":"2024-06-01","speed":86400,"by":"张"}}',
    );
  });

  it('is read as it was written, and does not take along what it may not', () => {
    expect(readSharedCommand(writeSharedCommand(COMMAND))).toEqual(COMMAND);
    const told =
      '{"version":1,"id":"a","at":1,"later":1,"command":{"timeline":"x","command":"play","key":"secret","later":1}}';
    expect(readSharedCommand(bytesOf(told))).toEqual({
      id: 'a',
      at: 1,
      command: { timeline: 'x', command: 'play' },
    });
  });
});

it('bytes that nobody wrote are refused or read, whatever they are', () => {
  const random = createRandom(8);
  console.log(`seed ${random.seed}`);
  for (let round = 0; round < 4_000; round++) {
    const bytes = random.chance(0.5) ? writeTickMarker(MARKER) : writeSharedCommand(COMMAND);
    for (let change = random.whole(1, 6); change > 0; change--)
      bytes[random.whole(0, bytes.length - 1)] = random.whole(0, 255);
    for (const read of [readTickMarker, readSharedCommand]) {
      try {
        read(bytes);
      } catch (fault) {
        expect(fault, `seed ${random.seed}, round ${round}`).toBeInstanceOf(ProblemError);
      }
    }
  }
});
