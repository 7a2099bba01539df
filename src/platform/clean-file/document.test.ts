import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { deflateSync } from 'node:zlib';
import fc from 'fast-check';
import { cleanEvidence } from './document.ts';
import { cleanFile } from './index.ts';
import { readZip, writeZip } from './office/zip.ts';

const canary = 'Canary Author 2026-11-22';
const refused = (file: Buffer): boolean => cleanEvidence(file) === null;
const latin1 = (text: string): Buffer => Buffer.from(text, 'latin1');

const segment = (marker: number, body: Buffer): Buffer =>
  Buffer.concat([Buffer.from([0xff, marker, 0, body.length + 2]), body]);
/** A photograph that tells with what it was taken. */
const photograph = Buffer.concat([
  ...[Buffer.from([0xff, 0xd8]), segment(0xe1, latin1(`Exif\0\0${canary}`)), segment(0xdb, Buffer.alloc(65))],
  ...[segment(0xda, Buffer.alloc(10, 1)), Buffer.from([1, 2, 3, 0xff, 0xd9])],
]);
const deaf = Buffer.from(cleanFile(photograph)?.bytes ?? []);

const stream = (entries: string, bytes: Buffer): Buffer =>
  Buffer.concat([latin1(`<<${entries} /Length ${bytes.length}>>\nstream\n`), bytes, latin1('\nendstream')]);

/** Objects one after the other, each with its place in the file. */
const objects = (bodies: Readonly<Record<number, string | Buffer>>, from: number) => {
  const places = new Map<number, number>();
  const pieces: Buffer[] = [];
  let at = from;
  for (const [number, body] of Object.entries(bodies)) {
    const piece = Buffer.concat([
      latin1(`${number} 0 obj\n`),
      Buffer.from(body as string, 'latin1'),
      latin1('\nendobj\n'),
    ]);
    places.set(Number(number), at);
    pieces.push(piece);
    at += piece.length;
  }
  return { places, bytes: Buffer.concat(pieces), end: at };
};

const row = (at: number): string => `${String(at).padStart(10, '0')} 00000 n \n`;
const tableOf = (places: ReadonlyMap<number, number>): string =>
  [...places].map(([number, at]) => `${number} 1\n${row(at)}`).join('');

const words = 'BT (She sleeps at work) Tj ET';
const old: Readonly<Record<number, string | Buffer>> = {
  1: '<</Type /Catalog /Pages 2 0 R /Metadata 8 0 R /OpenAction 9 0 R /Names <</EmbeddedFiles 10 0 R>> /AcroForm <</Fields [12 0 R]>>>>',
  2: '<</Type /Pages /Kids [3 0 R] /Count 1>>',
  3: '<</Type /Page /Parent 2 0 R /Contents 5 0 R /Annots [6 0 R] /PieceInfo <</X (Canary)>> /LastModified (Canary)\n/Resources <</XObject <</Thumb 7 0 R>> /Font <</F1 14 0 R>>>>>>',
  4: `<</Author (${canary}) /Producer (Canary)>>`,
  5: stream('', latin1('BT (Canary: an earlier state) Tj ET')),
  6: `<</Type /Annot /Subtype /Text /Rect [0 0 1 1] /Contents (a remark \\) \\( stays) /T (${canary}) /M (Canary) /NM (Canary)>>`,
  7: stream('/Type /XObject /Subtype /Image /Filter [/DCTDecode]', photograph),
  8: stream('/Type /Metadata /Subtype /XML', latin1(`<x>${canary}</x>`)),
  9: `<</Type /Action /S /JavaScript /JS (app.alert("${canary}"))>>`,
  10: '<</Names [(a) 11 0 R]>>',
  11: `<</Type /Filespec /F (Canary.doc) /EF <</F 13 0 R>>>>`,
  12: `<</FT /Sig /T (field) /V <</Type /Sig /Name (${canary})>>>>`,
  13: stream('/Type /EmbeddedFile', latin1(canary)),
  14: '<</Type /Font /Subtype /Type1 /BaseFont /Name#20of#2Fit /PTEX.FileName (Canary)>>',
};

/** As older programs write: a table, and behind it what was changed later. */
const withTables = (): Buffer => {
  const head = latin1('%PDF-1.4\n% Canary remark\n');
  const first = objects(old, head.length);
  const trailer = '/Size 15 /Root 1 0 R /Info 4 0 R';
  const table = latin1(
    `xref\n0 1\n0000000000 65535 f \n${tableOf(first.places)}trailer\n<<${trailer}>>\nstartxref\n${first.end}\n%%EOF\n`,
  );
  const changed = objects({ 5: stream('', latin1(words)) }, first.end + table.length);
  const later = `xref\n${tableOf(changed.places)}trailer\n<<${trailer} /Prev ${first.end}>>\nstartxref\n${changed.end}\n%%EOF\n`;
  return Buffer.concat([head, first.bytes, table, changed.bytes, latin1(later)]);
};

/** As newer programs write: objects packed together, and the table packed with what PNG calls prediction. */
const withStreams = (padding = 0): Buffer => {
  const head = latin1('%PDF-1.7\n');
  const { 5: _, 7: picture = '', 8: told = '', 13: attached = '', ...plain } = old;
  const texts = Object.values(plain).map((body) => body.toString('latin1'));
  const starts = texts.map((_text, place) => texts.slice(0, place).join(' ').length + (place > 0 ? 1 : 0));
  const list = Object.keys(plain)
    .map((number, place) => `${number} ${starts[place] ?? 0}`)
    .join(' ');
  const packed = deflateSync(latin1(`${list} ${texts.join(' ')}${' '.repeat(padding)}`));
  const container = stream(`/Type /ObjStm /Filter /FlateDecode /N ${texts.length} /First ${list.length + 1}`, packed);
  const content = stream('/Filter /FlateDecode', deflateSync(latin1(words)));
  const body = objects({ 5: content, 7: picture, 8: told, 13: attached, 15: container }, head.length);
  const entries = Array.from({ length: 16 }, (_entry, number) => {
    const at = body.places.get(number);
    if (number in plain) return [2, 0, 15, 0];
    return at === undefined ? [0, 0, 0, 0] : [1, at >> 8, at & 255, 0];
  });
  const rows = entries.flatMap((entry, place) => [
    2,
    ...entry.map((byte, column) => (byte - (entries[place - 1]?.[column] ?? 0)) & 255),
  ]);
  const packing = '/Filter /FlateDecode /DecodeParms <</Predictor 12 /Columns 4>>';
  const table = stream(
    `/Type /XRef /W [1 2 1] /Size 16 /Root 1 0 R /Info 4 0 R ${packing}`,
    deflateSync(Buffer.from(rows)),
  );
  return Buffer.concat([
    head,
    body.bytes,
    latin1('16 0 obj\n'),
    table,
    latin1(`\nendobj\nstartxref\n${body.end}\n%%EOF\n`),
  ]);
};

const part = (name: string, text: string) => ({ name, bytes: Buffer.from(text) });
const office = 'http://schemas.openxmlformats.org';
const relation = (id: string, type: string, target: string, more = ''): string =>
  `<Relationship Id="${id}" Type="${office}/officeDocument/2006/relationships/${type}" Target="${target}"${more}/>`;
const external = ' TargetMode="External"';

/** What Word writes beside what somebody wrote. */
const wordParts = [
  part(
    '[Content_Types].xml',
    '<Types><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="a"/><Override PartName="/docProps/core.xml" ContentType="b"/></Types>',
  ),
  part(
    '_rels/.rels',
    `<Relationships>${relation('1', 'officeDocument', 'word/document.xml')}${relation('2', 'core', 'docProps/core.xml')}</Relationships>`,
  ),
  part('docProps/core.xml', `<c><creator>${canary}</creator></c>`),
  part('customXml/item1.xml', `<x>${canary}</x>`),
  part(
    'word/document.xml',
    `<?xml version="1.0"?><w:document><w:p w:rsidR="00CANARY" w:rsidRDefault='00CANARY'><w:r><w:t xml:space="preserve">Written by w:author="me" on w:date="Monday" &amp; stays</w:t></w:r><w:ins w:id="1" w:author="${canary}" w:date="2026-11-22T10:00:00Z"><w:r><w:t>added</w:t></w:r></w:ins><w:sdt><w:date w:fullDate="2026-01-01"/></w:sdt><pic:cNvPr id="1" name="Canary.jpg" descr="a house"/></w:p></w:document>`,
  ),
  part(
    'word/comments.xml',
    `<w:comments><w:comment w:id="0" w:author="${canary}" w:initials="Canary" w:date="2026-11-22"><w:p><w:t>a remark</w:t></w:p></w:comment></w:comments>`,
  ),
  part('word/people.xml', `<w15:person w15:author="${canary}"/>`),
  part(
    'word/settings.xml',
    '<w:settings><w:attachedTemplate r:id="rId1"/><w:rsids><w:rsidRoot w:val="00CANARY"/></w:rsids><w15:docId w15:val="{CANARY}"/><w:zoom w:percent="100"/></w:settings>',
  ),
  part(
    'word/_rels/settings.xml.rels',
    `<Relationships>${relation('rId1', 'attachedTemplate', 'file:///C:/Users/Canary/n.dotm', external)}</Relationships>`,
  ),
  part(
    'word/_rels/document.xml.rels',
    `<Relationships>${relation('1', 'hyperlink', 'https://example.org/', external)}${relation('2', 'people', 'people.xml')}${relation('3', 'customXml', '../customXml/item1.xml')}${relation('4', 'comments', 'comments.xml')}</Relationships>`,
  ),
  { name: 'word/media/image1.jpeg', bytes: photograph },
];
const wordFile = writeZip(wordParts);
const without = (name: string, ...others: typeof wordParts) =>
  writeZip([...wordParts.filter((one) => one.name !== name), ...others]);

const textIn = (bytes: Buffer, name: string): string =>
  readZip(bytes)
    ?.find((one) => one.name === name)
    ?.bytes.toString('utf8') ?? '';

describe('a PDF as it comes with a report', () => {
  for (const [how, file] of [
    ['in tables', withTables()],
    ['in streams', withStreams()],
  ] as const)
    test(`written ${how} keeps its pages, and nothing of who wrote it, when, with what, or before`, () => {
      const cleaned = cleanEvidence(file);
      assert.ok(cleaned !== null);
      assert.equal(cleaned.type, 'application/pdf');
      const text = cleaned.bytes.toString('latin1');
      assert.doesNotMatch(text, /Canary|JavaScript|\/Info|EmbeddedFile|\/Sig /);
      assert.ok(cleaned.bytes.includes(how === 'in tables' ? latin1(words) : deflateSync(latin1(words))));
      assert.ok(cleaned.bytes.includes(deaf), 'a photograph inside goes the way of those that come alone');
      assert.ok(text.includes('(a remark \\) \\( stays)') && text.includes('/BaseFont /Name#20of#2fit'));
      assert.match(text, /\/XObject <<\/Thumb \d+ 0 R>>/, 'what is only called so stays');
      assert.deepEqual(cleanEvidence(cleaned.bytes)?.bytes, cleaned.bytes, 'clean already');
    });

  test('is not cleaned when it is locked, not whole, goes in circles, or is larger inside than a document is', () => {
    const file = withTables().toString('latin1');
    const start = /startxref\n(\d+)\n%%EOF\n$/.exec(file)?.[1] ?? '';
    const bomb = withStreams().toString('latin1').replace('/N 10', '/N 99');
    const nested = file.replace('<</Type /Pages', `${'['.repeat(200)}${']'.repeat(200)}<</Type /Pages`);
    for (const damaged of [
      ...[file.replace('/Prev', '/Encrypt 4 0 R /Prev'), file.slice(0, 300), file.replace(start, '1'), nested, bomb],
      ...[
        file.replace('%PDF-1.4', 'XPDF-1.4'),
        file.replaceAll('/DCTDecode', '/JPXDecode'),
        file.replaceAll('endstream', 'endstreem'),
      ],
    ])
      assert.ok(refused(latin1(damaged)), damaged.slice(0, 40));
    const circle = file.replace(/\/Prev \d+/, `/Prev ${start}`);
    assert.ok(refused(latin1(circle)), 'what only the older table knew is nowhere');
  });

  test('that unpacks to more than a document holds is not unpacked', () => {
    assert.ok(!refused(withStreams(1024 * 1024)));
    assert.ok(refused(withStreams(60 * 1024 * 1024)));
  });
});

describe('a Word document as it comes with a report', () => {
  test('keeps what is written, and nothing of who wrote it, when, with what and from which template', () => {
    const cleaned = cleanEvidence(wordFile);
    assert.ok(cleaned !== null);
    assert.ok(cleaned.type.endsWith('wordprocessingml.document'));
    const parts = readZip(cleaned.bytes) ?? [];
    const all = parts.map(({ bytes }) => bytes.toString('latin1')).join('\n');
    assert.doesNotMatch(all, /canary|rsid|attachedTemplate|docProps|people|customXml/i);
    assert.deepEqual(
      parts.map(({ name }) => name),
      wordParts.map(({ name }) => name).filter((name) => !/^docProps|^customXml|people/.test(name)),
    );
    const written = textIn(cleaned.bytes, 'word/document.xml');
    assert.ok(written.includes('>Written by w:author="me" on w:date="Monday" &amp; stays<'));
    assert.ok(written.includes('<w:ins w:id="1" w:author="Author">') && written.includes('w:fullDate="2026-01-01"'));
    assert.ok(written.includes('name="" descr="a house"'));
    assert.ok(textIn(cleaned.bytes, 'word/comments.xml').includes('<w:t>a remark</w:t>'));
    assert.ok(textIn(cleaned.bytes, 'word/_rels/document.xml.rels').includes('https://example.org/'));
    assert.ok(textIn(cleaned.bytes, 'word/settings.xml').includes('<w:zoom w:percent="100"/>'));
    assert.deepEqual(cleanEvidence(cleaned.bytes)?.bytes, cleaned.bytes, 'clean already');
  });

  test('of another program is cleaned as well', async () => {
    const { Document, Packer, Paragraph } = await import('docx');
    const sections = [{ children: [new Paragraph('What she said stays.')] }];
    const made = await Packer.toBuffer(new Document({ creator: canary, lastModifiedBy: canary, sections }));
    const cleaned = cleanEvidence(made);
    assert.ok(textIn(made, 'docProps/core.xml').includes(canary));
    assert.ok(textIn(cleaned?.bytes ?? Buffer.alloc(0), 'word/document.xml').includes('What she said stays.'));
    assert.doesNotMatch(
      (readZip(cleaned?.bytes ?? Buffer.alloc(0)) ?? []).map(({ bytes }) => String(bytes)).join(''),
      /Canary/,
    );
  });

  test('is not cleaned when it holds a file or a program, loads something from elsewhere, or is no whole document', () => {
    const rels = 'word/_rels/document.xml.rels';
    const loads = `<Relationships>${relation('9', 'image', 'https://example.org/seen.png', external)}</Relationships>`;
    for (const file of [
      without('', part('word/embeddings/oleObject1.bin', 'x')),
      without('', part('word/vbaProject.bin', 'x')),
      without('', part('word/media/image2.emf', 'x')),
      without(rels, part(rels, loads)),
      without('[Content_Types].xml'),
      without('word/styles.xml', part('word/styles.xml', '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>')),
      without('', part('word/../evil.xml', '<a/>')),
      without('', part('WORD/document.xml', '<a/>')),
      wordFile.subarray(0, wordFile.length - 30),
      Buffer.concat([wordFile, Buffer.from('behind')]),
    ])
      assert.ok(refused(file));
    const lies = Buffer.from(wordFile);
    lies.writeUInt32LE(4_000_000_000, lies.lastIndexOf(Buffer.from([0x50, 0x4b, 1, 2])) + 24);
    assert.ok(refused(lies), 'says it is larger inside than a document is');
  });
});

describe('evidence', () => {
  test('that is a picture is cleaned as everywhere; what is neither is not', () => {
    assert.deepEqual(cleanEvidence(photograph), cleanFile(photograph));
    for (const file of ['', 'bare text', 'MZ a program', '<svg/>']) assert.ok(refused(Buffer.from(file)));
  });

  test('never breaks the program, whatever it is', () => {
    const damaged = fc.tuple(
      fc.constantFrom(withTables(), withStreams(), wordFile),
      fc.nat(4000),
      fc.uint8Array({ maxLength: 60 }),
    );
    fc.assert(
      fc.property(damaged, ([file, at, noise]) => {
        const cleaned = cleanEvidence(Buffer.concat([file.subarray(0, at), noise, file.subarray(at + noise.length)]));
        assert.ok(cleaned === null || cleaned.bytes.length < 3_000_000);
      }),
      { numRuns: 400 },
    );
  });
});
