import { crc32, deflateRawSync } from 'node:zlib';

/** A zip file of the given members, under whatever names: the test needs names that no tool would write. */
export function zipOf(members: Record<string, string>): Buffer {
  const local: Buffer[] = [];
  const central: Buffer[] = [];
  let offset = 0;
  for (const [name, content] of Object.entries(members)) {
    const data = Buffer.from(content);
    const packed = deflateRawSync(data);
    const fields = common(data, packed.length, Buffer.byteLength(name));
    const head = Buffer.concat([bytes(0x04034b50, 4), fields, bytes(0, 2), Buffer.from(name)]);
    const entry = Buffer.concat([
      bytes(0x02014b50, 4),
      bytes(20, 2),
      fields,
      bytes(0, 12),
      bytes(offset, 4),
      Buffer.from(name),
    ]);
    central.push(entry);
    local.push(head, packed);
    offset += head.length + packed.length;
  }
  const directory = Buffer.concat(central);
  const count = Object.keys(members).length;
  const end = Buffer.concat([
    bytes(0x06054b50, 4),
    bytes(0, 4),
    bytes(count, 2),
    bytes(count, 2),
    bytes(directory.length, 4),
    bytes(offset, 4),
    bytes(0, 2),
  ]);
  return Buffer.concat([...local, directory, end]);
}

/** Version, flags (names are UTF-8), method, time, date, checksum, sizes, length of the name. */
function common(data: Buffer, packedLength: number, nameLength: number): Buffer {
  return Buffer.concat([
    bytes(20, 2),
    bytes(0x800, 2),
    bytes(8, 2),
    bytes(0, 4),
    bytes(crc32(data), 4),
    bytes(packedLength, 4),
    bytes(data.length, 4),
    bytes(nameLength, 2),
  ]);
}

function bytes(value: number, length: number): Buffer {
  const buffer = Buffer.alloc(length);
  for (let at = 0; at < length; at++) buffer[at] = Math.floor(value / 2 ** (8 * at)) % 256;
  return buffer;
}
