import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { FrameReader } from '../../protocol/column-frame.js';
import { parseServerMessage } from '../../protocol/server-messages.js';
import { exampleFrames, type ExampleFrame } from '../support/example-frames.js';
import { updateOf } from '../support/column-rows-of.js';

const DOCUMENT = readFileSync('PROTOCOL.md', 'utf8');

/** Frames as they were when they were first written: what a client of then has to be able to read. */
const GOLDEN: Readonly<Record<number, string>> = {
  1:
    '810101fa037b22726573756d65223a226b334a39785132612e222c227669657773223a5b7b226964223a2270222c2274696d656c696e65223a' +
    '226c697665222c226275636b6574223a223164222c226c617374223a322c226f66667365744d73223a32383830303030302c22636f6c756d6e' +
    '73223a5b226275636b6574222c22706172746e6572222c2276616c7565222c227265636f726473225d2c22646563696d616c73223a5b322c30' +
    '5d7d2c7b226964223a2278222c2274696d656c696e65223a226c697665222c226275636b6574223a223164222c226c617374223a322c226f66' +
    '667365744d73223a32383830303030302c22636f6c756d6e73223a5b226275636b6574222c22756e697456616c7565222c2262616c616e6365' +
    '225d2c22646563696d616c73223a5b6e756c6c2c325d7d5d2c22636c6f636b223a7b226c697665223a7b2274696d65223a3137393534343935' +
    '39393530302c2277617465726d61726b223a313739353434393539393530302c227370656564223a312c227374617465223a22706c6179696e' +
    '67222c226c6f6f70223a66616c73652c2272616e6765223a6e756c6c2c226e6f77223a313739353434393539393530302c22616e63686f7222' +
    '3a7b2274696d65223a313739353434393539393235302c226174223a313739353434393539393235302c227370656564223a317d7d7d7d0034' +
    '01e1c57f81d160f644c6dec8cae64474b6b644aaa68244ba58b64494a09c44ba58b6dcead8d8baba5844c6dec8cae68ce4deda447460fae222' +
    '40e2fed217a009082ffe0b8cc6b12732f646563627a2b3b5d5d5c52232f64656366724f7d626a203d31725b0a0a0a0a0a05f444ce0',
  4:
    '010401dc0ba442f644c6dec8cae64474b6b64484a48244baba5844c6dec8cae68ce4deda447466fa820d0d0000000000004128aa2100000000' +
    '0000950e000000000000',
};

describe('the binary form', () => {
  let frames: ExampleFrame[];
  beforeAll(async () => {
    frames = await exampleFrames();
  });

  it('says the same as JSON', () => {
    const reader = new FrameReader();
    for (const { json, binary } of frames)
      expect(updateOf(reader.read(binary))).toEqual(parseServerMessage(json));
  });

  it.each([1, 4])('is written as it was first, frame %i', (seq) => {
    expect(Buffer.from(frames[seq - 1]!.binary).toString('hex')).toBe(GOLDEN[seq]);
  });

  it('is the bytes that PROTOCOL.md shows', () => {
    for (const { binary } of frames.slice(1, 3))
      expect(DOCUMENT.replaceAll(/\s+/g, ' ')).toContain(`\`${hex(binary)}\``);
  });

  it('is the bits that PROTOCOL.md explains', () => {
    const explained = [...DOCUMENT.matchAll(/```bits\n([^`]*)```/g)].map((block) =>
      block[1]!
        .split('\n')
        .map((line) => line.split(' ')[0])
        .join(''),
    );
    expect(explained).toEqual(frames.slice(1, 3).map(({ binary }) => bitsOf(binary)));
  });

  it('is said to mean what it does', () => {
    const { views } = JSON.parse(frames[1]!.json) as { views: object };
    const said = [...DOCUMENT.matchAll(/```json\n([^`]*)```/g)].map((block) => block[1]!);
    expect(said.some((text) => sameJson(text, views))).toBe(true);
  });
});

function sameJson(text: string, value: object): boolean {
  try {
    return JSON.stringify(JSON.parse(text)) === JSON.stringify(value);
  } catch {
    // Some examples of the document are cut short.
    return false;
  }
}

function hex(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join(' ');
}

function bitsOf(bytes: Uint8Array): string {
  return Array.from({ length: 8 * bytes.length }, (_, bit) => (bytes[bit >> 3]! >> (bit & 7)) & 1).join('');
}
