import assert from 'node:assert/strict';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { textOfPdf } from '../../../test/support/pdf-text.ts';
import { partOfWord, textOfWord } from '../../../test/support/word-text.ts';
import { isRefusal } from '../outcome.ts';
import { projectRoot } from '../root.ts';
import { documentPrinter, type PrintedBlock, type PrintedDocument } from './index.ts';
import { asNumbers, runsRightToLeft } from './settable.ts';
import { lettersWithoutForm, typeset } from './typeset.ts';
import { writeWord } from './word.ts';

const document = (blocks: readonly PrintedBlock[], more: Partial<PrintedDocument> = {}): PrintedDocument => ({
  ...{
    language: 'de',
    title: 'Niederschrift ABCD-EFGH',
    letterhead: ['Eine Stelle'],
    mark: 'ERFUNDEN',
    foot: 'ABCD-EFGH',
  },
  ...{ pageOf: 'Seite {page} von {pages}', unshown: 'Buchstaben ohne Schrift.', ...more },
  blocks: [{ kind: 'heading', level: 1, text: { text: 'Niederschrift' } }, ...blocks],
});

const said = (text: string): PrintedBlock => ({
  kind: 'facts',
  facts: [{ label: { text: 'Frage' }, value: { text } }],
});

const textOf = (...blocks: readonly PrintedBlock[]): string => textOfPdf(typeset(document(blocks))).join('\n');
const flat = (text: string): string => text.replace(/\s+/g, '');

describe('a document on paper', () => {
  test('is a tagged PDF with title and language, and nothing in its properties but the title', () => {
    const pdf = typeset(document([said('Maurice Canarisseau')])).toString('latin1');
    assert.ok(pdf.startsWith('%PDF-1.7'));
    assert.match(pdf, /\/MarkInfo\s*<<[^>]*\/Marked true/);
    assert.match(pdf, /\/Lang \(de\)/);
    assert.match(pdf, /pdfuaid:part>1</);
    assert.ok(pdf.includes('Niederschrift ABCD-EFGH'));
    assert.ok(!pdf.includes('Canarisseau'), 'texts stand in compressed streams only, never in the properties');
  });

  test('says on every page that it is invented, and which page of how many it is', () => {
    const pages = textOfPdf(typeset(document(Array.from({ length: 120 }, (_, at) => said(`Antwort ${at}`)))));
    assert.ok(pages.length > 1);
    for (const [at, page] of pages.entries()) {
      assert.ok(page.includes('ERFUNDEN') && page.includes('ABCD-EFGH'), page);
      assert.ok(page.includes(`Seite ${at + 1} von ${pages.length}`), page);
    }
  });

  test('takes markup of the typesetter as letters', () => {
    const hostile =
      '#panic() #import "/etc/passwd" *b* _i_ $x^2$ `c` <l> @r \\ // c /* d */ [#e] "q" \\u{41} = H ~ -- ...';
    assert.ok(flat(textOf(said(hostile))).includes(flat(hostile)));
    const title = textOfPdf(typeset(document([], { letterhead: ['#panic()'], foot: '*{page}*', mark: '#x' })))[0] ?? '';
    for (const text of ['#panic()', '*{page}*', '#x']) assert.ok(title.includes(text), title);
  });

  test('keeps 5,000 letters without a break on its pages, none lost', () => {
    const long = 'xyzä'.repeat(1250);
    const pages = textOfPdf(typeset(document([said(long)])));
    const kept = pages
      .map(
        (page) =>
          flat(page)
            .match(/[xyzä]{20,}/g)
            ?.join('') ?? '',
      )
      .join('');
    assert.equal(kept, long);
    assert.ok(pages.length > 1);
  });

  test('keeps lines and spaces as they were typed', () => {
    assert.match(textOf(said('one\r\n  two   three\n\nfour')), /one\s*\n\s*two {3}three[\s\n]*four/);
  });

  test('sets what runs from right to left, and writes what no font has as its number', () => {
    assert.ok(runsRightToLeft(' 12 قال الرجل') && runsRightToLeft('שלום world') && !runsRightToLeft('ok قال'));
    // Garay, written since 1961 and in Unicode since 2024: no font that machines come with has it.
    const text = textOf(said('\u{10D50}\u{10D51}'), said('a\u0000b\u0007c\u202Ed\uFFFEe\uD800f'));
    assert.ok(text.includes('[U+10D50][U+10D51]'), text);
    assert.ok(text.includes('a[U+0000]b[U+0007]c[U+202E]d[U+FFFE]e[U+D800]f'), text);
    assert.ok(text.includes('Buchstaben ohne Schrift.'));
    assert.ok(!textOf(said('plain')).includes('Buchstaben ohne Schrift.'));
    assert.equal(asNumbers('中'), '[U+4E2D]');
  });

  test('has the letters of what people tell in other scripts, whatever fonts the machine has', () => {
    const told = ['قال الرجل', 'سه‌شنبه', 'שלום', 'ሰላም', 'สวัสดี', 'नमस्ते', 'ধন্যবাদ', 'Привіт', 'Γειά', 'Xin chào ệ'];
    const text = textOf(...told.map(said));
    assert.ok(!text.includes('[U+') && !text.includes('Buchstaben ohne Schrift.'), text);
  });

  test('reads the complaint of the typesetter', () => {
    const complaint = `[SourceDiagnostic { message: "PDF/UA-1 error: the text \`\\"中\\"\` could not be displayed with font" },
      { message: "PDF/UA-1 error: the text \`\\"\\\\u{200b}\\\\\\"\\"\` could not be displayed with font" }]`;
    assert.deepEqual(lettersWithoutForm(complaint), ['中', '\u200B"']);
    assert.deepEqual(lettersWithoutForm('anything else'), []);
  });

  test('never fails on any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (text) => {
        assert.ok(typeset(document([said(text), { kind: 'paragraph', text: { text, language: 'ar' } }])).length > 1000);
      }),
      { numRuns: 25 },
    );
  });
});

describe('a document for a word processor', () => {
  const written = writeWord(
    document(
      [
        { kind: 'heading', level: 2, text: { text: 'Feuille', language: 'fr' } },
        said('<w:p> & "markup" ]]>'),
        { kind: 'notice', text: { text: 'קול', language: 'he' } },
        { kind: 'paragraph', text: { text: 'one\ntwo\u0000' } },
      ],
      { mark: 'ERFUNDEN' },
    ),
  );

  test('has real headings, the language of each run and its direction, and no bold undone by its runs', async () => {
    const body = partOfWord(await written, 'word/document.xml');
    assert.match(body, /<w:pStyle w:val="Heading1"\/>/);
    assert.match(body, /<w:pStyle w:val="Heading2"\/>.{0,80}<w:lang w:val="fr"\/>.{0,60}Feuille/);
    assert.match(body, /<w:bidi\/>.{0,120}<w:rtl\/><w:lang w:bidi="he"\/>/);
    assert.match(body, /<w:tblLook [^>]*w:firstColumn="true"/);
    assert.doesNotMatch(body, /<w:b w:val="false"/);
    const styles = partOfWord(await written, 'word/styles.xml');
    assert.match(styles, /<w:docDefaults>.*<w:lang w:val="de"\/>.*<\/w:docDefaults>/s);
    assert.match(styles, /w:styleId="Heading1".{0,400}<w:b\/>/s);
  });

  test('says the same as the PDF, takes markup as letters, and writes what cannot stand in it as its number', async () => {
    const text = textOfWord(await written);
    assert.ok(text.includes('<w:p> & "markup" ]]>'), text);
    assert.ok(text.includes('one\ntwo[U+0000]'), text);
  });

  test('is marked on every page, counts its pages, and names no person as its author', async () => {
    const header = partOfWord(await written, 'word/header1.xml');
    assert.match(header, /ERFUNDEN/);
    const footer = partOfWord(await written, 'word/footer1.xml');
    assert.match(footer, /ABCD-EFGH.*Seite .*PAGE.* von .*NUMPAGES/s);
    const core = partOfWord(await written, 'docProps/core.xml');
    assert.match(core, /<dc:title>Niederschrift ABCD-EFGH<\/dc:title><dc:creator>Eine Stelle<\/dc:creator>/);
    assert.match(core, /<cp:lastModifiedBy>Eine Stelle</);
  });
});

describe('the printer', () => {
  const program = join(projectRoot, 'src/main/document.ts');

  test('sets documents in processes of their own, in turn', async () => {
    const print = documentPrinter({ program });
    const made = await Promise.all(['eins', 'zwei', 'drei'].map((text) => print(document([said(text)]))));
    const texts = made.map((bytes) => (Buffer.isBuffer(bytes) ? textOfPdf(bytes).join('') : ''));
    assert.ok(texts[0]?.includes('eins') && texts[1]?.includes('zwei') && texts[2]?.includes('drei'), texts.join('|'));
    const word = await print(document([said('vier')]), 'docx');
    assert.ok(Buffer.isBuffer(word) && textOfWord(word).includes('vier'));
  });

  test('says that it failed when its program does, and goes on with the next', async () => {
    const broken = await documentPrinter({ program: join(projectRoot, 'src/main/no-such.ts') })(document([]));
    assert.ok(isRefusal(broken) && broken.refused === 'typesetter_failed');
    const slow = await documentPrinter({ program, seconds: 0.001 })(document([]));
    assert.ok(isRefusal(slow));
  });
});
