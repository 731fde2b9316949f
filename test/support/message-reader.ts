import { FrameReader } from '../../protocol/column-frame.js';
import { parseServerMessage, type ServerMessage } from '../../protocol/server-messages.js';
import { updateOf } from './column-rows-of.js';

/** Reads what one connection brings, in either form: text as a string, binary frames as bytes. */
export function messageReader(): (data: string | Uint8Array) => ServerMessage {
  const frames = new FrameReader();
  return (data) => (typeof data === 'string' ? parseServerMessage(data) : updateOf(frames.read(data)));
}
