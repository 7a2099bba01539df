import assert from 'node:assert/strict';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, test } from 'node:test';
import { faultsOf } from './exchange.ts';
import { asTable, beginLanguage, readAnswers, readLanguage, saveAnswers, saveReview } from './exchange-files.ts';
import { fingerprintOf, sourceLanguage, textsFolder } from './texts.ts';

const folder = mkdtempSync(join(tmpdir(), 'ariane-texts-'));
for (const language of [sourceLanguage, 'fr'])
  cpSync(join(textsFolder, language), join(folder, language), { recursive: true });
beginLanguage({ language: 'eo', name: 'Esperanto', direction: 'ltr' }, folder);
after(() => rmSync(folder, { recursive: true }));

const found = (language: string) => {
  const read = readLanguage(language, folder);
  assert.ok(read);
  return read;
};

describe('a language that begins', () => {
  test('lacks every text, and every page waits', () => {
    const { asked, catalogue, source } = found('eo');
    assert.deepEqual(
      asked.map(({ key }) => key),
      Object.keys(source.texts),
    );
    assert.deepEqual([...catalogue.waits].sort(), Object.keys(source.pages));
  });

  test('takes answers in with the fingerprint of the English, and its page no longer waits when it is whole', () => {
    const page = found('eo').source.pages.safety?.texts ?? {};
    const answers = Object.fromEntries(Object.entries(page).map(([key, { text }]) => [key, `Teksto: ${text}`]));
    assert.deepEqual(saveAnswers('eo', answers, folder), []);
    const { catalogue } = found('eo');
    assert.equal(catalogue.waits.includes('safety'), false);
    assert.deepEqual(catalogue.texts['safety.leave'], {
      text: `Teksto: ${page['safety.leave']?.text}`,
      review: 'not reviewed',
      translates: fingerprintOf(page['safety.leave']?.text ?? ''),
    });
  });

  test('is asked for what is outdated once the English changes, with the text there is', () => {
    const path = join(folder, 'en', 'safety.json');
    writeFileSync(path, readFileSync(path, 'utf8').replace('opens another website', 'opens a weather page'));
    const line = found('eo').asked.find(({ key }) => key === 'safety.leave');
    assert.deepEqual([line?.why, line?.now], ['outdated', 'Teksto: “Leave now” opens another website.']);
    assert.deepEqual(saveAnswers('eo', {}, folder), []);
    assert.ok(found('eo').catalogue.waits.includes('safety'));
  });

  test('there is none of a strange name', () => {
    assert.equal(readLanguage('../en', folder), undefined);
    assert.deepEqual(saveAnswers('xx', {}, folder), ['There are no texts in "xx" yet.']);
  });
});

describe('a bad answer is refused with a sentence, and nothing is written', () => {
  for (const [name, answers, sentence] of [
    ['unknown', { 'no.such': 'x' }, /^no\.such: there is no text of this name in English\.$/],
    ['placeholder lost', { 'danger.call': 'Voku' }, /^danger\.call: must hold \{number\} and holds none\.$/],
    ['placeholder added', { 'danger.say': 'Diru {kie}' }, /must hold no \{name\} and holds \{kie\}/],
    ['placeholder broken', { 'danger.call': 'Voku {number' }, /must hold \{number\} and holds none/],
    ['markup', { 'danger.say': 'Diru <b>kie</b>' }, /holds "<", which may not stand/],
    ['address', { 'danger.say': 'Vidu https://x' }, /holds "https:"/],
    ['number', { 'danger.say': 'Voku 112' }, /holds "112"/],
    ['number in other digits', { 'danger.say': '١١٢' }, /holds "١١٢"/],
    ['empty', { 'danger.say': ' ' }, /is empty/],
  ] as const) {
    test(name, () => {
      const before = JSON.stringify(found('eo').catalogue);
      const faults = saveAnswers('eo', { 'danger.title': 'Bona', ...answers }, folder);
      assert.match(faults.join('\n'), sentence);
      assert.equal(JSON.stringify(found('eo').catalogue), before);
    });
  }

  test('a good text has no fault', () => assert.deepEqual(faultsOf('Voku {number}', 'Call {number}'), []));
});

describe('a file of a translator', () => {
  const wanted = { 'danger.say': 'Diru, "kie"\nvi estas', 'danger.who': 'Voku' };

  test('is names with texts, or the lines that were asked with the texts filled in', () => {
    const lines = [
      { key: 'danger.say', english: 'x', now: wanted['danger.say'] },
      { key: 'danger.who', now: 'Voku' },
      { key: 'danger.call', now: '' },
    ];
    assert.deepEqual(readAnswers(JSON.stringify(wanted)), wanted);
    assert.deepEqual(readAnswers(JSON.stringify(lines)), wanted);
  });

  test('is the table that was printed, filled in', () => {
    const lines = Object.entries(wanted).map(([key, now]) => ({
      page: 'frame',
      key,
      english: 'a,b',
      now,
      why: 'missing' as const,
    }));
    assert.deepEqual(readAnswers(`\uFEFF${asTable(lines)}`), wanted);
  });

  test('or it is refused with a reason', () => {
    assert.throws(() => readAnswers('a,b\r\n1,2\r\n'), /needs the columns/);
    assert.throws(() => readAnswers('{"a": 1}'), /must give a text for each name/);
    assert.throws(() => readAnswers('{'), SyntaxError);
  });
});

test('a reviewed text stays reviewed when the same answer comes again, and waits again when it changes', () => {
  const path = join(folder, 'fr', 'frame.json');
  const page = JSON.parse(readFileSync(path, 'utf8')) as { texts: Record<string, { text: string; review: unknown }> };
  const said = page.texts['danger.say'];
  assert.ok(said);
  said.review = { by: 'A reader', on: '2027-01-02' };
  writeFileSync(path, JSON.stringify(page));
  saveAnswers('fr', { 'danger.say': said.text }, folder);
  assert.deepEqual(found('fr').catalogue.texts['danger.say']?.review, { by: 'A reader', on: '2027-01-02' });
  saveAnswers('fr', { 'danger.say': 'Autre chose.' }, folder);
  assert.equal(found('fr').catalogue.texts['danger.say']?.review, 'not reviewed');
});

describe('a named person has read the texts of a language', () => {
  test('page by page, and only what follows the English of today', () => {
    saveAnswers('fr', {}, folder);
    const outdated = found('fr').asked.filter(({ why }) => why === 'outdated');
    assert.deepEqual(saveReview('fr', { by: 'Une lectrice', on: '2027-02-03', page: 'rights' }, folder), []);
    const { catalogue } = found('fr');
    assert.ok(Object.values(catalogue.pages['rights']?.texts ?? {}).every(({ review }) => review !== 'not reviewed'));
    assert.equal(catalogue.texts['danger.who']?.review, 'not reviewed');
    assert.deepEqual(saveReview('fr', { by: 'Une lectrice', on: '2027-02-03' }, folder), []);
    assert.deepEqual(found('fr').asked, outdated);
  });

  test('is refused without a name, a day, a page or a language that exist', () => {
    const before = JSON.stringify(found('fr').catalogue);
    for (const [code, reviewed, sentence] of [
      ['fr', { by: ' ', on: '2027-02-03' }, /needs the name/],
      ['fr', { by: 'Une lectrice', on: 'today' }, /written as/],
      ['fr', { by: 'Une lectrice', on: '2027-02-03', page: 'nothing' }, /no page/],
      ['xx', { by: 'Une lectrice', on: '2027-02-03' }, /no texts/],
    ] as const)
      assert.match(saveReview(code, reviewed, folder).join(), sentence);
    assert.equal(JSON.stringify(found('fr').catalogue), before);
  });
});
