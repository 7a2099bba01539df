import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { textOfPdf } from '../../../../test/support/pdf-text.ts';
import { leafletHtml } from '../../../platform/document/index.ts';
import { typeset } from '../../../platform/document/typeset.ts';
import { projectRoot } from '../../../platform/root.ts';
import { plainDate } from '../../../platform/clock.ts';
import { readProfile } from '../../../profile/index.ts';
import { readGuidance } from './guidance.ts';
import { leafletKinds, type LeafletKind, pageLanguages } from '../facts.ts';
import { languagesOf } from './languages.ts';
import { leafletOf } from './leaflets.ts';

const profile = readProfile(`${projectRoot}/profiles/luxembourg`);
const origin = 'https://help.example.lu';
const said = readGuidance(profile, `${projectRoot}/profiles/luxembourg`, plainDate('2026-11-21'));
const languages = languagesOf(true);
const leaflet = (kind: LeafletKind, code: string) => {
  const language = languages.find((one) => one.code === code);
  assert.ok(language, code);
  return leafletOf(kind, { language, guidance: said, origin, isDemonstration: false });
};

test('a person’s own page can be opened in every language of the public pages', () =>
  assert.deepEqual([...pageLanguages], languages.map(({ code }) => code).toSorted()));

describe('papers to hand out', () => {
  test('every kind has its words in every language, with the two numbers of the public pages and its own code', () => {
    for (const { code } of languages)
      for (const kind of leafletKinds) {
        const { calls, rtl, title, ...rest } = leaflet(kind, code);
        assert.deepEqual(
          calls.map(({ number }) => number),
          [said.emergency.shown, said.support.shown],
        );
        assert.equal(rest.code?.address, `help.example.lu/${code}`);
        assert.equal(rtl, ['ar', 'fa'].includes(code));
        assert.doesNotMatch(title, /traffick|victim|exploit/i, 'the file says nothing to who finds it');
        assert.doesNotMatch(JSON.stringify(rest), /\{\w+\}/, `${kind} in ${code} has a gap`);
      }
  });

  test('what the public may not read yet stands on no paper', () => {
    const texts = JSON.stringify(leaflet('rights', 'en'));
    const english = languages.find(({ code }) => code === 'en');
    for (const { says } of said.heldBack.filter((one) => /^R\d/.test(one.says)))
      assert.ok(!texts.includes(english?.say(`${says}.text` as 'R02.text').text ?? says), says);
    assert.ok(texts.includes(english?.say('R02.text').text ?? '–'));
  });

  test('as a page to print each holds the same words in every language, and loads nothing', () => {
    for (const { code } of languages)
      for (const kind of leafletKinds) {
        const made = leaflet(kind, code);
        const page = leafletHtml(made);
        assert.match(page, new RegExp(`<html lang="${code}" dir="${made.rtl ? 'rtl' : 'ltr'}">`));
        assert.ok(page.includes(said.support.shown) && page.includes(said.emergency.shown));
        assert.doesNotMatch(page, /<script|<link|src="(?!data:image\/svg\+xml;base64,)|href=/);
      }
    const hostile = leafletHtml({ ...leaflet('rights', 'fr'), title: '</title><script>1</script>' });
    assert.ok(!hostile.includes('<script>'));
  });

  for (const [kind, code] of [
    ['rights', 'ar'],
    ['cards', 'zh'],
    ['poster', 'am'],
    ['pictures', 'th'],
    ['professionals', 'fr'],
  ] as const)
    test(`${kind} in ${code}: a tagged PDF with every letter and both numbers`, () => {
      const bytes = typeset(leaflet(kind, code));
      const text = textOfPdf(bytes).join('\n');
      assert.match(bytes.toString('latin1'), /\/MarkInfo/);
      assert.doesNotMatch(text, /\[U\+/, 'a letter without a form');
      for (const number of ['113', '27 36 56 46']) assert.ok(text.replaceAll(/\s+/g, ' ').includes(number), number);
    });
});
