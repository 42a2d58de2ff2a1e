import assert from 'node:assert/strict';
import { crc32, inflateRawSync } from 'node:zlib';

const END = 0x06054b50;
const CENTRAL = 0x02014b50;
const LOCAL = 0x04034b50;

/** The files of a zip archive by name, each proved against its checksum. For archives below 4 GiB. */
export function unzip(archive: Buffer): ReadonlyMap<string, Buffer> {
  const end = archive.lastIndexOf(Buffer.from('PK\x05\x06', 'latin1'));
  assert.ok(end >= 0 && archive.readUInt32LE(end) === END, 'the archive has an end');
  const files = new Map<string, Buffer>();
  let at = archive.readUInt32LE(end + 16);
  for (let count = archive.readUInt16LE(end + 10); count > 0; count -= 1) {
    assert.equal(archive.readUInt32LE(at), CENTRAL);
    const [name, extra, comment] = [archive.readUInt16LE(at + 28), archive.readUInt16LE(at + 30), archive.readUInt16LE(at + 32)];
    files.set(archive.toString('utf8', at + 46, at + 46 + name), content(archive, at));
    at += 46 + name + extra + comment;
  }
  assert.equal(at, archive.readUInt32LE(end + 12) + archive.readUInt32LE(end + 16));
  return files;
}

function content(archive: Buffer, central: number): Buffer {
  const local = archive.readUInt32LE(central + 42);
  assert.equal(archive.readUInt32LE(local), LOCAL);
  const begin = local + 30 + archive.readUInt16LE(local + 26) + archive.readUInt16LE(local + 28);
  const packed = archive.subarray(begin, begin + archive.readUInt32LE(central + 20));
  const method = archive.readUInt16LE(central + 10);
  assert.ok(method === 0 || method === 8, `method ${method}`);
  const bytes = method === 8 ? inflateRawSync(packed) : packed;
  assert.equal(bytes.length, archive.readUInt32LE(central + 24));
  assert.equal(crc32(bytes), archive.readUInt32LE(central + 16));
  return bytes;
}
