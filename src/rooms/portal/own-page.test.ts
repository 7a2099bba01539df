import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { codeOf } from '../../../test/support/case-world.ts';
import { type OwnPageWorld, ownPageWorld } from '../../../test/support/own-page-world.ts';
import { findInClear } from '../../../test/support/reports.ts';
import { valueOf } from '../../platform/outcome.ts';
import { pageKeys } from './actions/keys.ts';
import { countLetters, givePaper, noteRead, readPage, takePaperAway, writeToPerson } from './actions/letters.ts';
import { enter, look, openPaper, readLetters, readPapers, sendLetter } from './actions/own.ts';

let world: OwnPageWorld;
let page: Awaited<ReturnType<OwnPageWorld['drawnPage']>>;
before(async () => {
  world = await ownPageWorld();
  page = await world.drawnPage();
});
after(() => world.close());

const query = (text: string, ...values: readonly unknown[]) => world.administrator.query(text, [...values]);
const pdf = Buffer.from('%PDF-1.7 canary-paper-matter');
const canary = 'Canary: I am afraid of the foreman.';

describe('the door', () => {
  test('opens for number and words, in other digits and with other spaces too', async () => {
    const eastern = [...page.number].map((digit) => String.fromCodePoint(0x660 + Number(digit))).join('');
    assert.equal(eastern.length, 20);
    assert.notEqual(await enter(world.tools, page.number, `  ${page.words.toUpperCase()}  `), null);
  });

  test('stays shut, without a hint, for an unknown number and for wrong words', async () => {
    for (const [number, words] of [
      ['00000000000000000000', page.words],
      [page.number, 'other words than these'],
    ] as const)
      assert.equal(await enter(world.tools, number, words), null);
  });

  test('does the same work for a number nobody has as for one somebody has: all of it, then one question', async () => {
    const workFor = async (number: string): Promise<readonly string[]> => {
      const done: string[] = [];
      const database = world.tools.database.withPlugin({
        transformQuery: ({ node }) => {
          done.push(node.kind);
          return node;
        },
        transformResult: async ({ result }) => result,
      });
      const opened = await enter({ ...world.tools, database }, number, 'no such words', async (typed, words) => {
        assert.deepEqual([typed, words], [number, 'no such words']);
        const keys = await pageKeys(typed, words);
        done.push('derived');
        return keys;
      });
      assert.equal(opened, null);
      return done;
    };
    const known = await workFor(page.number);
    assert.deepEqual(known.slice(0, 2), ['derived', 'RawNode'], 'nothing is asked before the work is done');
    assert.deepEqual(await workFor('00000000000000000000'), known);
    await query('update portal.own_page set wrong_tries = 0, wrong_since = null');
  });

  test('shuts for an hour after ten wrong tries, for the right words too, and the service sees it', async () => {
    await query('update portal.own_page set wrong_tries = 9, wrong_since = now() where id = $1', page.pageId);
    assert.equal(await enter(world.tools, page.number, 'wrong'), null);
    assert.equal(await enter(world.tools, page.number, page.words), null);
    const seen = await world.as(world.support, (scene) => readPage(scene, page.pageId));
    assert.equal(seen?.page.wrongTries, 10);
    await query(`update portal.own_page set wrong_since = now() - interval '61 minutes' where id = $1`, page.pageId);
    assert.notEqual(await enter(world.tools, page.number, page.words), null);
    const again = await query('select wrong_tries from portal.own_page where id = $1', page.pageId);
    assert.deepEqual(again.rows, [{ wrong_tries: 0 }]);
  });

  test('shuts for a minute when wrong tries come by the hundred, over all pages', async () => {
    await query('update portal.guess_watch set begun_at = clock_timestamp(), wrong_tries = 300');
    assert.equal(await enter(world.tools, page.number, page.words), null);
    await query(`update portal.guess_watch set begun_at = clock_timestamp() - interval '61 seconds'`);
    await query('update portal.own_page set wrong_tries = 0, wrong_since = null');
    assert.notEqual(await enter(world.tools, page.number, page.words), null);
  });
});

describe('what a person sees', () => {
  test('is who can read what and why, and what she agreed to; not who reported', async () => {
    const seen = await look(world.tools, page.keys);
    assert.deepEqual(
      seen?.knows.map(({ body, part, ground }) => [body, part, ground]),
      [
        ['INFOTRAITE', 'identity', 'consent'],
        ['SPJ', 'identity', 'law'],
      ],
    );
    assert.deepEqual(
      seen.consents.map(({ id, bodies, takenBackOn }) => [id, bodies, takenBackOn]),
      [[page.consentId, ['INFOTRAITE'], null]],
    );
  });

  test('is the days of her own case', async () => {
    const add = `insert into protection.clock_event (id, case_id, event, on_day, recorded_at) values (gen_random_uuid(), $1, 'indications_found', '2026-11-02', now())`;
    await query(add, page.caseId);
    await query(add, (await world.newCase()).caseId);
    const seen = await look(world.tools, page.keys);
    assert.deepEqual(
      seen?.clocks.map(({ type, on }) => [type, on]),
      [['indications_found', '2026-11-02']],
    );
  });
});

describe('messages', () => {
  test('go both ways, and are read by her and by the service alone', async () => {
    const { keys } = page;
    assert.equal(await sendLetter(world.tools, keys, canary), 'sent');
    assert.equal(await world.as(world.support, countLetters), 1);
    valueOf(await world.as(world.support, (scene) => writeToPerson(scene, page.pageId, 'Canary-answer')));
    assert.equal(await world.as(world.support, countLetters), 0, 'who answers has read');
    const letters = await readLetters(world.tools, keys);
    assert.deepEqual(
      letters?.map(({ mine, text }) => [mine, text]),
      [
        [false, 'Canary-answer'],
        [true, canary],
      ],
    );
    const other = { ...keys, seed: Buffer.alloc(32, 7) };
    assert.deepEqual(
      (await readLetters(world.tools, other))?.map(({ text }) => text),
      [null, null],
    );
  });

  test('hang on the page and are sealed to the body that opened it, whatever the site sends', async () => {
    const bodies = await query(
      `select distinct o.code, e.basis_kind, k.compartment from identity.data_key k join identity.data_key_wrap w on w.data_key_id = k.id
       join identity.envelope e on e.id = w.envelope_id join directory.organisation o on o.id = e.organisation_id where k.subject_id = $1`,
      page.pageId,
    );
    assert.deepEqual(bodies.rows, [{ code: 'INFOTRAITE', basis_kind: 'recipient', compartment: 'notes' }]);
  });

  test('are thirty a day at most', async () => {
    const { keys } = page;
    const many = `insert into portal.own_message (id, page_id, direction, sent_at, for_person)
      select gen_random_uuid(), $1, 'from_person', now(), decode(repeat('00', 201), 'hex') from generate_series(1, 30)`;
    await query(many, page.pageId);
    assert.equal(await sendLetter(world.tools, keys, 'one more'), 'enough');
    await query('delete from portal.own_message where length(for_person) = 201');
  });

  test('are marked as read by who reads them', async () => {
    const { keys } = page;
    await sendLetter(world.tools, keys, 'again');
    valueOf(await world.as(world.support, (scene) => noteRead(scene, page.pageId)));
    assert.equal(await world.as(world.support, countLetters), 0);
  });
});

describe('papers', () => {
  test('are opened by her alone, under no name, and can be taken away again', async () => {
    const { keys } = page;
    const give = (bytes: Buffer) =>
      world.as(world.support, (scene) =>
        givePaper(scene, page.pageId, { kind: 'letter', received: { name: 'Canary-name.pdf', type: 'x', bytes } }),
      );
    valueOf(await give(pdf));
    assert.equal(codeOf(await give(Buffer.from('MZ a program'))), 'file_type_unknown');
    assert.equal(codeOf(await give(Buffer.alloc(0))), 'file_missing');
    assert.equal(codeOf(await give(Buffer.alloc(6 * 1024 * 1024, '%PDF-'))), 'file_too_large');
    const [paper] = (await readPapers(world.tools, keys))?.documents ?? [];
    assert.ok(paper);
    assert.deepEqual(await openPaper(world.tools, keys, paper.id), { type: 'application/pdf', bytes: pdf });
    assert.equal(await openPaper(world.tools, { ...keys, seed: Buffer.alloc(32, 7) }, paper.id), null);
    const stranger = (await world.newPage()).keys;
    assert.equal(await openPaper(world.tools, stranger, paper.id), null);
    valueOf(await world.as(world.support, (scene) => takePaperAway(scene, page.pageId, paper.id)));
    assert.equal(await openPaper(world.tools, keys, paper.id), null);
  });
});

test('a stolen database reads nothing: no number, no words, no message, no paper, no name of a file', async () => {
  const { number, words } = page;
  await world.as(world.support, (scene) =>
    givePaper(scene, page.pageId, { kind: 'letter', received: { name: 'Canary-name.pdf', type: 'x', bytes: pdf } }),
  );
  const secrets = [number, words, canary, 'Canary-answer', 'canary-paper-matter', 'Canary-name'];
  assert.deepEqual(await findInClear(world.administrator, secrets), []);
});
