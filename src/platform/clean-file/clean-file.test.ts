import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { cleanFile } from './index.ts';

const canary = 'CanaryCamera 49.6116N 6.1319E 2026:11:22';
const text = (value: string): Buffer => Buffer.from(value, 'latin1');
const be16 = (value: number): Buffer => Buffer.from([value >> 8, value & 255]);
const be32 = (value: number): Buffer => {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value);
  return bytes;
};
const le32 = (value: number): Buffer => Buffer.from(be32(value)).reverse();

const segment = (marker: number, body: Buffer): Buffer =>
  Buffer.concat([Buffer.from([0xff, marker]), be16(body.length + 2), body]);
const scan = Buffer.concat([segment(0xda, Buffer.alloc(10, 1)), Buffer.from([1, 2, 0xff, 0, 3, 0xff, 0xd0, 4])]);
const jpeg = Buffer.concat([
  ...[Buffer.from([0xff, 0xd8]), segment(0xe0, Buffer.concat([text('JFIF\0'), Buffer.alloc(9), text(canary)]))],
  ...[segment(0xe1, text(`Exif\0\0${canary}`)), segment(0xe2, text(`MPF\0${canary}`)), segment(0xfe, text(canary))],
  ...[segment(0xdb, Buffer.alloc(65)), segment(0xc0, Buffer.alloc(15)), segment(0xc4, Buffer.alloc(20)), scan],
  ...[Buffer.from([0xff, 0xd9]), text(canary)],
]);

const chunk = (name: string, body: Buffer): Buffer => Buffer.concat([be32(body.length), text(name), body, be32(0)]);
const png = Buffer.concat([
  Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
  ...[chunk('IHDR', Buffer.alloc(13)), chunk('tEXt', text(canary)), chunk('eXIf', text(canary))],
  ...[chunk('tIME', text(canary)), chunk('IDAT', Buffer.alloc(9, 7)), chunk('IEND', Buffer.alloc(0)), text(canary)],
]);

const piece = (name: string, body: Buffer): Buffer =>
  Buffer.concat([text(name), le32(body.length), body, Buffer.alloc(body.length % 2)]);
const riff = (form: string, ...pieces: readonly Buffer[]): Buffer => {
  const body = Buffer.concat([text(form), ...pieces]);
  return Buffer.concat([text('RIFF'), le32(body.length), body]);
};
const webp = riff(
  'WEBP',
  piece('VP8X', Buffer.from([0x2c, 0, 0, 0, 0, 0, 0, 0, 0, 0])),
  piece('VP8 ', Buffer.alloc(12, 3)),
  piece('EXIF', text(canary)),
  piece('XMP ', text(canary)),
);
const wav = riff(
  'WAVE',
  piece('fmt ', Buffer.alloc(16)),
  piece('LIST', text(canary)),
  piece('data', Buffer.alloc(7, 9)),
);

const frame = Buffer.concat([Buffer.from([0xff, 0xfb, 0x90, 0x00]), Buffer.alloc(413, 5)]);
const id3 = Buffer.concat([text('ID3'), Buffer.from([4, 0, 0, 0, 0, 0, canary.length]), text(canary)]);
const mp3 = Buffer.concat([id3, frame, frame, frame, text(`TAG${canary}`)]);

const box = (name: string, ...parts: readonly Buffer[]): Buffer => {
  const body = Buffer.concat(parts);
  return Buffer.concat([be32(body.length + 8), text(name), body]);
};
const m4a = Buffer.concat([
  box('ftyp', text('M4A '), be32(0)),
  box('mdat', Buffer.alloc(20, 6)),
  box(
    'moov',
    box('mvhd', Buffer.alloc(4), be32(0x11223344), be32(0x11223344), Buffer.alloc(12)),
    box('udta', box('meta', text(canary))),
    box('trak', box('mdia', box('hdlr', Buffer.alloc(24), text(canary)))),
  ),
  box('uuid', text(canary)),
]);

const page = (body: Buffer): Buffer =>
  Buffer.concat([text('OggS'), Buffer.alloc(22), Buffer.from([1, body.length]), body]);
const tags = Buffer.concat([text('OpusTags'), le32(4), text('libX'), le32(1), le32(canary.length), text(canary)]);
const ogg = Buffer.concat([
  page(Buffer.concat([text('OpusHead'), Buffer.alloc(11)])),
  page(tags),
  page(Buffer.alloc(9, 4)),
]);

const files: readonly (readonly [string, Buffer, string])[] = [
  ['image/jpeg', jpeg, 'a picture in JPEG'],
  ['image/png', png, 'a picture in PNG'],
  ['image/webp', webp, 'a picture in WebP'],
  ['audio/wav', wav, 'sound in WAV'],
  ['audio/mpeg', mp3, 'sound in MP3'],
  ['audio/mp4', m4a, 'sound in M4A'],
  ['audio/ogg', ogg, 'sound in Ogg'],
];

describe('what somebody sends', () => {
  for (const [type, file, name] of files)
    test(`${name} keeps what one sees or hears, and nothing that tells where, when, or with what`, () => {
      assert.ok(file.includes(canary));
      const cleaned = cleanFile(file);
      assert.equal(cleaned?.type, type);
      assert.ok(!cleaned.bytes.includes(canary));
      assert.ok(!cleaned.bytes.includes('Canary'));
      assert.deepEqual(cleanFile(cleaned.bytes)?.bytes, cleaned.bytes, 'clean already');
    });

  test('keeps the coded picture and the sound to the byte', () => {
    assert.ok(cleanFile(jpeg)?.bytes.includes(scan));
    assert.ok(cleanFile(png)?.bytes.includes(Buffer.alloc(9, 7)));
    assert.equal(cleanFile(mp3)?.bytes.length, 3 * frame.length);
    assert.ok(cleanFile(m4a)?.bytes.includes(Buffer.alloc(20, 6)));
    assert.equal(cleanFile(m4a)?.bytes.length, m4a.length, 'places of the sound stay what they were');
    assert.ok(!cleanFile(m4a)?.bytes.includes(be32(0x11223344)), 'no day of making');
    assert.equal(cleanFile(webp)?.bytes[20], 0, 'promises no EXIF');
  });

  test('stands as it was held: of EXIF the orientation stays, and nothing beside it', () => {
    const entry = (tag: number, type: number, value: Buffer): Buffer =>
      Buffer.concat([be16(tag), be16(type), be32(1), value]);
    const upright = (said: number): Buffer => {
      const entries = [entry(0x010f, 2, be32(50)), entry(0x0112, 3, Buffer.concat([be16(said), be16(0)]))];
      const tiff = Buffer.concat([text('MM'), be16(42), be32(8), be16(2), ...entries, be32(0), text(canary)]);
      const exif = segment(0xe1, Buffer.concat([text('Exif\0\0'), tiff]));
      return Buffer.concat([jpeg.subarray(0, 2), exif, jpeg.subarray(2)]);
    };
    const turned = cleanFile(upright(6))?.bytes ?? Buffer.alloc(0);
    assert.ok(turned.includes(Buffer.concat([be16(0x0112), be16(3), be32(1), be16(6), be16(0)])));
    assert.ok(!turned.includes('Canary') && !turned.includes(be16(0x010f)));
    assert.equal(turned.length, (cleanFile(jpeg)?.bytes.length ?? 0) + 36);
    assert.deepEqual(cleanFile(turned)?.bytes, turned, 'clean already');
    for (const said of [0, 1, 9, 0xffff]) assert.deepEqual(cleanFile(upright(said))?.bytes, cleanFile(jpeg)?.bytes);
  });

  test('is refused when it is something else, or says it is what it is not', () => {
    const film = Buffer.concat([m4a, box('moov', box('vmhd', Buffer.alloc(4)))]);
    for (const file of [
      ...[text('%PDF-1.7'), text('MZ a program'), text('<svg onload="x">'), text('GIF89a'), Buffer.alloc(0)],
      ...[text('PK\x03\x04'), film, Buffer.from([0xff, 0xd8, 0xff]), jpeg.subarray(0, 200), png.subarray(0, 40)],
      ...[ogg.subarray(0, 60), m4a.subarray(0, 30), text('ID3 nothing'), text('RIFF1234WEBP')],
    ])
      assert.equal(cleanFile(file), null, file.subarray(0, 8).toString('latin1'));
  });

  test('never breaks the program, whatever it is', () => {
    const heads = files.map(([, file]) => file);
    const damaged = fc.tuple(fc.constantFrom(...heads), fc.nat(400), fc.uint8Array({ maxLength: 60 }));
    fc.assert(
      fc.property(damaged, ([file, at, noise]) => {
        const broken = Buffer.concat([file.subarray(0, at), noise, file.subarray(at + noise.length)]);
        const cleaned = cleanFile(broken);
        assert.ok(cleaned === null || cleaned.bytes.length <= broken.length + 16);
      }),
      { numRuns: 500 },
    );
  });
});
