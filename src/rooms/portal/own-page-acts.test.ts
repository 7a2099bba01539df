import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { codeOf } from '../../../test/support/case-world.ts';
import { asked, type OwnPageWorld, ownPageWorld } from '../../../test/support/own-page-world.ts';
import { valueOf } from '../../platform/outcome.ts';
import type { Viewer } from '../../platform/viewer.ts';
import { personOfCase } from '../cases/index.ts';
import { whoKnows } from '../identity/index.ts';
import { countLetters, readPage, readPagesOfCase, writeToPerson } from './actions/letters.ts';
import { openPage, preparePage, shutPage } from './actions/open.ts';
import { close, enter, look, sendLetter, takeBack } from './actions/own.ts';

let world: OwnPageWorld;
let page: Awaited<ReturnType<OwnPageWorld['newPage']>>;
before(async () => {
  world = await ownPageWorld();
  page = await world.newPage();
});
after(() => world.close());

const query = (text: string, ...values: readonly unknown[]) => world.administrator.query(text, [...values]);
describe('the firewall', () => {
  test('police and immigration see neither that there is a page nor its messages', async () => {
    const immigration = await world.viewer('permit_officer');
    const others: readonly Viewer[] = [world.police, immigration, await world.viewer('prosecutor')];
    for (const viewer of others) {
      assert.deepEqual(await world.as(viewer, (scene) => readPagesOfCase(scene, page.caseId)), []);
      assert.equal(await world.as(viewer, (scene) => readPage(scene, page.pageId)), null);
      assert.equal(await world.as(viewer, countLetters), 0);
      const written = await world.as(viewer, (scene) => writeToPerson(scene, page.pageId, 'who are you'));
      assert.equal(codeOf(written), 'may_not_keep_page');
      const drawn = await world.as(viewer, (scene) => preparePage(scene, page.caseId, asked));
      assert.equal(codeOf(drawn), 'may_not_keep_page');
    }
    const audiences = await query(
      `select distinct o.code from journal.event e cross join unnest(e.audience) as reader join directory.organisation o on o.id = reader where e.type like 'portal.%'`,
    );
    assert.deepEqual(audiences.rows, [{ code: 'INFOTRAITE' }]);
  });

  test('the public site’s process reads no table, and nothing without what the person brings', async () => {
    const none = Buffer.alloc(32);
    assert.equal(await look(world.tools, { lookup: none, proof: none }), null);
    for (const table of ['own_page', 'own_message', 'own_document', 'guess_watch'])
      await assert.rejects(
        world.portal
          .selectFrom(`portal.${table}` as 'portal.own_page')
          .selectAll()
          .execute(),
        /permission denied/,
      );
  });
});

describe('a consent taken back on the page', () => {
  test('counts at once: for who knows what, for places in the case, without the vault; messages still arrive', async () => {
    const own = await world.newPage();
    const { keys } = own;
    const grounds = () =>
      world.as(world.police, async (scene) => {
        const person = await personOfCase(scene, own.caseId);
        assert.ok(person);
        return (await whoKnows(scene, null, person)).map(({ ground }) => ground.kind).toSorted();
      });
    assert.deepEqual(await grounds(), ['consent', 'law', 'law']);
    assert.equal(await takeBack(world.tools, keys, own.consentId), 'taken_back');
    assert.deepEqual(await grounds(), ['law', 'law']);
    const place = await query(
      `select withdrawn_at is not null as ended from cases.case_access where case_id = $1 and basis_kind = 'consent'`,
      own.caseId,
    );
    assert.deepEqual(place.rows, [{ ended: true }]);
    assert.deepEqual(
      (await look(world.tools, keys))?.knows.map(({ body }) => body),
      ['SPJ'],
    );
    assert.equal(await takeBack(world.tools, keys, own.consentId), 'already');
    assert.equal(await sendLetter(world.tools, keys, 'I took it back'), 'sent');
  });

  test('is hers alone: nobody else’s consent, and none without her proof', async () => {
    const { keys } = page;
    const other = await world.newCase();
    assert.equal(await takeBack(world.tools, keys, other.consentId), 'unknown');
    assert.equal(await takeBack(world.tools, { ...keys, proof: Buffer.alloc(32) }, page.consentId), 'shut');
    const left = await query('select withdrawn_at from identity.consent where id = any ($1)', [
      other.consentId,
      page.consentId,
    ]);
    assert.deepEqual(left.rows, [{ withdrawn_at: null }, { withdrawn_at: null }]);
  });
});

describe('an end', () => {
  test('by the person: nothing opens any more, and her copies are gone', async () => {
    const own = await world.newPage();
    const { keys } = own;
    await sendLetter(world.tools, keys, 'last');
    assert.equal(await close(world.tools, keys), 'closed');
    assert.equal(await look(world.tools, keys), null);
    const copies = await query('select for_person from portal.own_message where page_id = $1', own.pageId);
    assert.deepEqual(copies.rows, [{ for_person: null }]);
    const seen = await world.as(world.support, (scene) => readPage(scene, own.pageId));
    assert.deepEqual([seen?.page.state, seen?.page.closedHow], ['closed', 'person']);
    assert.equal(
      codeOf(await world.as(world.support, (scene) => writeToPerson(scene, own.pageId, 'x'))),
      'already_closed',
    );
  });

  test('by a new number: the old one opens nothing, and there is one open page at most', async () => {
    const own = await world.newPage();
    const drawn = valueOf(
      await world.as(world.support, (scene) => preparePage(scene, own.caseId, { ...asked, pass_kind: 'digits' })),
    );
    assert.match(drawn.words, /^\d{4} \d{4} \d{4} \d{4}$/);
    valueOf(await world.as(world.support, (scene) => openPage(scene, own.caseId, drawn.kept)));
    assert.equal(await look(world.tools, own.keys), null);
    assert.notEqual(await enter(world.tools, drawn.number.replaceAll(' ', ''), drawn.words.replaceAll(' ', '')), null);
    const pages = await world.as(world.support, (scene) => readPagesOfCase(scene, own.caseId));
    assert.deepEqual(
      pages.map(({ state }) => state),
      ['open', 'closed'],
    );
  });

  test('a page that changed meanwhile is not closed by what was seen before', async () => {
    const own = await world.newPage();
    assert.equal(
      codeOf(await world.as(world.support, (scene) => shutPage(scene, own.pageId, '9'))),
      'changed_meanwhile',
    );
  });
});

describe('a page is opened', () => {
  test('for who speaks for a child, by an authority; for an adult only for herself', async () => {
    const { caseId, personId } = await world.newCase();
    const prepare = (changes: object) =>
      world.as(world.support, (scene) => preparePage(scene, caseId, { ...asked, ...changes }));
    await query(
      `update referrals.report_person set age_answer = 'not_sure', audience = audience || $2::uuid where id = $1`,
      personId,
      world.support.organisationId,
    );
    assert.equal(codeOf(await prepare({})), 'guardian_needed');
    assert.equal(codeOf(await prepare({ opened_for: 'guardian' })), 'authority_needed');
    const [authority] = world.profile.consents.guardian.authorities;
    valueOf(await prepare({ opened_for: 'guardian', page_authority: authority?.code ?? '' }));
    await query(`update referrals.report_person set age_answer = 'adult' where id = $1`, personId);
    assert.equal(
      codeOf(await prepare({ opened_for: 'guardian', page_authority: authority?.code ?? '' })),
      'adult_has_no_guardian',
    );
  });

  test('in any language by words of that language, or by digits', async () => {
    const { caseId } = await world.newCase();
    const prepare = (pass_kind: string) =>
      world.as(world.support, (scene) => preparePage(scene, caseId, { ...asked, page_language: 'ti', pass_kind }));
    assert.match(valueOf(await prepare('words')).words, /^\S+( \S+){4,5}$/);
    assert.match(valueOf(await prepare('digits')).words, /^(\d{4} ){3}\d{4}$/);
  });

  test('with words that somebody chose only when they are hard to guess', async () => {
    const { caseId } = await world.newCase();
    const prepare = (own: string) =>
      world.as(world.support, (scene) => preparePage(scene, caseId, { ...asked, pass_kind: 'own', own_words: own }));
    assert.equal(codeOf(await prepare('house')), 'words_too_short');
    assert.equal(valueOf(await prepare(' my blue house by the sea ')).words, 'my blue house by the sea');
  });
});
