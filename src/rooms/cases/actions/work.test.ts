import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { newId } from '../../../platform/ids.ts';
import { valueOf } from '../../../platform/outcome.ts';
import { caseWorld, type CaseWorld, codeOf } from '../../../../test/support/case-world.ts';
import { receivedPerson } from '../../../../test/support/received-person.ts';
import type { WorklistFilter } from '../store/index.ts';
import {
  changeFlags,
  changeLabel,
  linkPersons,
  lookAfter,
  openCase,
  readCase,
  readChanges,
  readWorklist,
  searchCases,
} from './index.ts';
import { idOfBody } from '../../directory/index.ts';

let world: CaseWorld;
before(async () => {
  world = await caseWorld();
});
after(() => world.close());

const everyone: WorklistFilter = {
  owner: null,
  status: null,
  flag: null,
  closed: false,
  sort: '-opened',
  page: 1,
  size: 50,
};

describe('a case', () => {
  test('is opened once for a person, with a reference of its own and one event', async () => {
    const received = await receivedPerson(world.administrator);
    const input = { ...received, leadOrganisationId: idOfBody(world.profile, 'SPJ') };
    const first = await world.as(world.police, (scene) => openCase(scene, input));
    const second = await world.as(world.police, (scene) => openCase(scene, input));
    assert.equal(first.caseId, second.caseId);
    const view = await world.as(world.police, (scene) => readCase(scene, first.caseId));
    assert.match(view?.file.reference ?? '', /^[0-9A-Z]{4}-[0-9A-Z]{4}$/);
    assert.deepEqual(
      view?.events.map((event) => event.type),
      ['cases.case_opened'],
    );
    assert.deepEqual(
      view?.accesses.map((access) => access.basisKind),
      ['lead'],
    );
  });

  test('is opened by the body that received the report and by nobody else, of a person in it and of no other', async () => {
    const received = await receivedPerson(world.administrator);
    const lead = (code: string) => ({ ...received, leadOrganisationId: idOfBody(world.profile, code) });
    const refused = /opened for the own body|has not received|may not open/;
    const inspector = await world.viewer('labour_inspector');
    await assert.rejects(
      world.as(inspector, (scene) => openCase(scene, lead('SPJ'))),
      refused,
    );
    await assert.rejects(
      world.as(world.police, (scene) => openCase(scene, lead('ITM'))),
      refused,
    );
    const other = { ...lead('SPJ'), personId: newId() };
    await assert.rejects(
      world.as(world.police, (scene) => openCase(scene, other)),
      refused,
    );
    const { caseId } = await world.as(world.police, (scene) => openCase(scene, lead('SPJ')));
    assert.equal(await world.as(inspector, (scene) => readCase(scene, caseId)), null);
  });

  for (const role of [
    'labour_inspector',
    'national_coordinator',
    'national_rapporteur',
    'permit_officer',
    'return_officer',
    'prosecutor',
    'savteh_worker',
    'data_protection_officer',
    'administrator',
  ])
    test(`is hidden from ${role}`, async () => {
      const caseId = await world.newCase();
      const viewer = await world.viewer(role);
      assert.equal(await world.as(viewer, (scene) => readCase(scene, caseId)), null);
      assert.equal((await world.as(viewer, (scene) => readWorklist(scene, everyone))).total, 0);
      assert.equal(await world.as(viewer, (scene) => readChanges(scene, caseId, 1)), null);
      assert.deepEqual(
        codeOf(await world.as(viewer, (scene) => changeFlags(scene, caseId, ['danger'], null))).startsWith('may_not') ||
          codeOf(await world.as(viewer, (scene) => changeFlags(scene, caseId, ['danger'], null))) === 'not_found',
        true,
      );
    });

  test('changed by two at once: the second is told, and both changes stand in the history with theirs', async () => {
    const caseId = await world.newCase();
    valueOf(await world.as(world.police, (scene) => changeFlags(scene, caseId, ['danger'], '1')));
    assert.equal(
      codeOf(await world.as(world.police, (scene) => changeFlags(scene, caseId, ['child'], '1'))),
      'changed_meanwhile',
    );
    valueOf(await world.as(world.police, (scene) => changeFlags(scene, caseId, ['child'], '2')));
    const history = await world.as(world.police, (scene) => readChanges(scene, caseId, 1));
    assert.deepEqual(
      history?.changes.map(({ before, after }) => [before, after]),
      [
        ['danger', 'child'],
        [null, 'danger'],
      ],
    );
  });

  test('has a word of its body’s own, sealed; the history tells that it changed, not what it said', async () => {
    const caseId = await world.newCase();
    for (const [word, version] of [
      ['Kingfisher', '1'],
      ['Kingfisher II', '2'],
    ] as const)
      valueOf(await world.as(world.police, (scene) => changeLabel(scene, caseId, word, version)));
    const view = await world.as(world.police, (scene) => readCase(scene, caseId));
    assert.equal(view?.file.ownLabel, 'Kingfisher II');
    const history = await world.as(world.police, (scene) => readChanges(scene, caseId, 1));
    assert.deepEqual(
      history?.changes.map(({ field, before, after: now }) => [field, before, now]),
      [
        ['own_label', 'word', 'word'],
        ['own_label', null, 'word'],
      ],
    );
    const stored = await world.administrator.query<{ row: string }>(
      'select r::text as row from cases.case_reference r union all select c::text from cases.change c union all select body from journal.event',
    );
    const [clear, hex] = ['Kingfisher', Buffer.from('Kingfisher').toString('hex')];
    assert.ok(stored.rows.every(({ row }) => !row.includes(clear) && !row.includes(hex)));
    await assert.rejects(
      world.administrator.query("update cases.change set new_value = 'Kingfisher' where field = 'own_label'"),
      /check constraint/,
    );
  });

  test('is found by reference typed loosely, by own label, and says when nothing was found', async () => {
    const caseId = await world.newCase();
    valueOf(await world.as(world.police, (scene) => changeLabel(scene, caseId, 'Wren', '1')));
    const reference = (await world.as(world.police, (scene) => readCase(scene, caseId)))?.file.reference ?? '';
    for (const typed of [reference, reference.toLowerCase().replace('-', ' '), 'wren'])
      assert.deepEqual(
        valueOf(await world.as(world.police, (scene) => searchCases(scene, typed))).found.map((one) => one.id),
        [caseId],
      );
    assert.deepEqual(valueOf(await world.as(world.police, (scene) => searchCases(scene, 'nobody'))).found, []);
    assert.equal(codeOf(await world.as(world.police, (scene) => searchCases(scene, ' x '))), 'search_too_short');
  });

  test('is looked after by one, counted, filtered, and given back', async () => {
    const caseId = await world.newCase();
    const before = (await world.as(world.police, (scene) => readWorklist(scene, everyone))).counts;
    valueOf(await world.as(world.police, (scene) => lookAfter(scene, caseId, true)));
    const mine = await world.as(world.police, (scene) =>
      readWorklist(scene, { ...everyone, owner: world.police.staffId }),
    );
    assert.deepEqual(
      mine.rows.map((row) => row.id),
      [caseId],
    );
    assert.deepEqual([mine.counts.mine, mine.counts.unowned], [before.mine + 1, before.unowned - 1]);
    valueOf(await world.as(world.police, (scene) => lookAfter(scene, caseId, false)));
    assert.equal(
      (await world.as(world.police, (scene) => readWorklist(scene, { ...everyone, owner: world.police.staffId })))
        .total,
      0,
    );
  });

  test('lists every order and filter', async () => {
    for (const sort of ['opened', '-opened', 'status', '-status', 'due', '-due'] as const)
      assert.ok(
        (await world.as(world.police, (scene) => readWorklist(scene, { ...everyone, sort, size: 2 }))).rows.length <= 2,
      );
    assert.equal(
      (
        await world.as(world.police, (scene) =>
          readWorklist(scene, { ...everyone, owner: 'nobody', flag: 'press_interest', status: 'none' }),
        )
      ).total,
      0,
    );
  });

  test('links persons of one report only', async () => {
    const report = newId();
    const [one, other, stranger] = [await world.newCase(report), await world.newCase(report), await world.newCase()];
    const referenceOf = async (id: string) =>
      (await world.as(world.police, (scene) => readCase(scene, id)))?.file.reference ?? '';
    const link = async (to: string) =>
      world.as(world.police, async (scene) =>
        linkPersons(scene, one, { other_reference: await referenceOf(to), link_kind: 'family' }),
      );
    valueOf(await link(other));
    assert.equal(codeOf(await link(stranger)), 'not_the_same_report');
    assert.equal(codeOf(await link(one)), 'not_the_same_report');
    const view = await world.as(world.police, (scene) => readCase(scene, one));
    assert.deepEqual([view?.links.length, view?.others.map((it) => it.id)], [1, [other]]);
  });
});
