import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { type CaseWorld, caseWorld, codeOf, todayIn } from '../../../test/support/case-world.ts';
import { sealingVault } from '../../../test/support/laws.ts';
import { signedViewer } from '../../../test/support/personas.ts';
import { addDays, type PlainDate } from '../../platform/clock.ts';
import { valueOf } from '../../platform/outcome.ts';
import type { VaultClient } from '../../platform/vault-client/index.ts';
import type { Viewer } from '../../platform/viewer.ts';
import { personOfCase } from '../cases/index.ts';
import { idOfBody } from '../directory/index.ts';
import { whoKnows } from './actions/knowledge.ts';
import { lawEntries } from './actions/law-entries.ts';
import { answerLaw, countLawsWaiting, endLaw, lawsInForce, proposeLaw, readLaw } from './actions/laws.ts';
import { sealFor } from './index.ts';
import { lawState } from './rules.ts';

let world: CaseWorld;
let coordinator: Viewer;
let colleague: Viewer;
let officer: Viewer;
let today: PlainDate;
before(async () => {
  world = await caseWorld();
  coordinator = await world.viewer('national_coordinator');
  colleague = await signedViewer(world.database, { role: 'data_protection_officer', organisationCode: 'MJ' });
  officer = await signedViewer(world.database, { role: 'data_protection_officer', organisationCode: 'SPJ' });
  today = todayIn(world.profile);
});
after(() => world.close());

const vault = sealingVault();
const hashOf = (code: string): string => lawEntries(world.profile).find(({ entry }) => entry.id === code)?.hash ?? '';
const propose = (viewer: Viewer, code: string, from: PlainDate = today) =>
  world.acting(viewer, (scene) => proposeLaw(scene, vault, { hash: hashOf(code), validFrom: from }));
const answer = (viewer: Viewer, code: string, said: 'approved' | 'declined' = 'approved') =>
  world.acting(viewer, (scene) => answerLaw(scene, vault, { hash: hashOf(code), answer: said }));
const end = (viewer: Viewer, code: string) => world.acting(viewer, (scene) => endLaw(scene, vault, hashOf(code)));
const stateOf = async (code: string): Promise<string> =>
  valueOf(await world.as(officer, (scene) => readLaw(scene, vault, hashOf(code)))).state;
const refusalOf = async (act: Promise<{ outcome: Parameters<typeof codeOf>[0] }>): Promise<string> =>
  codeOf((await act).outcome);

describe('a legal basis is switched on by two', () => {
  test('proposed by one, approved by another of another body, ended by one; each act stands in the journal', async () => {
    const code = 'CPP-23-2';
    assert.equal(await stateOf(code), 'off');
    const first = await propose(coordinator, code);
    valueOf(first.outcome);
    assert.equal(await stateOf(code), 'proposed');
    assert.equal(await refusalOf(answer(coordinator, code)), 'may_not_own_proposal');
    assert.equal(await refusalOf(answer(colleague, code)), 'may_not_same_body');
    assert.equal(await refusalOf(propose(officer, code)), 'already_proposed');
    const second = await answer(officer, code);
    valueOf(second.outcome);
    assert.equal(await stateOf(code), 'on');
    assert.equal(await refusalOf(answer(officer, code)), 'already_answered');
    assert.equal(await refusalOf(propose(coordinator, code)), 'already_on');
    const last = await end(colleague, code);
    valueOf(last.outcome);
    assert.equal(await stateOf(code), 'ended');
    assert.equal(await refusalOf(end(colleague, code)), 'already_off');
    const events = [first, second, last].flatMap((one) => one.events);
    assert.deepEqual(
      events.map(({ type, data }) => [type, data?.['law']]),
      [
        ['identity.law_proposed', code],
        ['identity.law_approved', code],
        ['identity.law_ended', code],
      ],
    );
    assert.deepEqual(events[1]?.audience, [coordinator.organisationId]);
  });

  test('declined is off; from a later day it waits for that day; never for the past', async () => {
    valueOf((await propose(officer, 'FACTS-NO-NAME')).outcome);
    valueOf((await answer(coordinator, 'FACTS-NO-NAME', 'declined')).outcome);
    assert.equal(await stateOf('FACTS-NO-NAME'), 'declined');
    assert.equal(await refusalOf(propose(officer, 'FACTS-NO-NAME', addDays(today, -1))), 'law_day_past');
    valueOf((await propose(officer, 'FACTS-NO-NAME', addDays(today, 3))).outcome);
    valueOf((await answer(coordinator, 'FACTS-NO-NAME')).outcome);
    assert.equal(await stateOf('FACTS-NO-NAME'), 'later');
    const inForce = await world.as(officer, (scene) => lawsInForce(scene, vault));
    assert.equal(inForce('FACTS-NO-NAME'), 'no');
  });

  test('what waits is counted for who may be the second person, and for nobody else', async () => {
    const waiting = (viewer: Viewer) => world.as(viewer, (scene) => countLawsWaiting(scene, vault));
    const before = await waiting(officer);
    valueOf((await propose(coordinator, 'CHILD-PROTECTION')).outcome);
    assert.equal(await waiting(officer), (before ?? 0) + 1);
    assert.deepEqual([await waiting(coordinator), await waiting(colleague)], [0, 0]);
    assert.equal(await waiting(world.police), null);
  });

  test('nobody without the permit, and never who administers accounts', async () => {
    for (const role of ['judicial_police_officer', 'permit_officer', 'administrator'])
      assert.equal(await refusalOf(propose(await world.viewer(role), 'OWN-RECORD')), 'may_not_switch_law', role);
    const permits = ['identity.switch-law', 'directory.administer'];
    const both = await signedViewer(world.database, { role: 'administrator', organisationCode: 'SPJ', permits });
    assert.equal(await refusalOf(propose(both, 'OWN-RECORD')), 'may_not_as_administrator');
    valueOf((await propose(coordinator, 'OWN-RECORD')).outcome);
    assert.equal(await refusalOf(answer(both, 'OWN-RECORD')), 'may_not_as_administrator');
    assert.equal(await refusalOf(answer(world.police, 'OWN-RECORD')), 'may_not_switch_law');
  });

  test('two at once: one proposal stands', async () => {
    const both = await Promise.all([propose(coordinator, 'LAW2009-1'), propose(officer, 'LAW2009-1')]);
    assert.deepEqual(both.map(({ outcome }) => codeOf(outcome)).toSorted(), ['already_proposed', 'not refused']);
  });

  test('a text that the installation lists no more is not switched on', async () => {
    await world.administrator.query(`update identity.legal_basis set listed = false where code = 'VITAL-INTEREST'`);
    assert.equal(await refusalOf(propose(coordinator, 'VITAL-INTEREST')), 'law_changed');
    assert.equal(codeOf(await world.as(officer, (scene) => readLaw(scene, vault, 'f'.repeat(64)))), 'not_found');
  });
});

describe('what the vault does not seal', () => {
  const refusing = (refused: string): VaultClient =>
    ({ ...vault, sealAct: async () => ({ refused }) }) as unknown as VaultClient;

  test('is not written, and who asked is told why', async () => {
    const code = 'RGD1979-1';
    const [hash, validFrom] = [hashOf(code), today];
    const reasons = { 'vault-down': 'unavailable', 'session-ended': 'session_over', 'unknown-law': 'law_changed' };
    for (const [refused, told] of Object.entries(reasons)) {
      const asked = world.acting(coordinator, (scene) => proposeLaw(scene, refusing(refused), { hash, validFrom }));
      assert.equal(await refusalOf(asked), told);
    }
    assert.equal(await stateOf(code), 'off');
    valueOf((await propose(coordinator, code)).outcome);
    const second = { hash, answer: 'approved' } as const;
    const asked = world.acting(officer, (scene) => answerLaw(scene, refusing('unknown-proposal'), second));
    assert.equal(await refusalOf(asked), 'proposal_not_sealed');
    assert.equal(await stateOf(code), 'proposed');
  });

  test('counts for nothing if it was done before there were seals: off, and the page says to switch it on anew', async () => {
    const code = 'LAW2008-92';
    valueOf((await propose(coordinator, code)).outcome);
    valueOf((await answer(officer, code)).outcome);
    assert.equal(await stateOf(code), 'on');
    const { administrator } = world;
    for (const table of ['law_proposal', 'law_answer'])
      await administrator.query(`alter table identity.${table} drop constraint ${table}_sealed`);
    await administrator.query('update identity.law_answer set nonce = null, seal = null');
    const law = valueOf(await world.as(officer, (scene) => readLaw(scene, vault, hashOf(code))));
    assert.deepEqual([law.state, law.isUnsealed, law.history.length], ['off', true, 1]);
    valueOf((await propose(coordinator, code)).outcome);
    valueOf((await answer(officer, code)).outcome);
    assert.equal(await stateOf(code), 'on');
  });
});

describe('a page calls on what the vault vouches for', () => {
  const saying = (vouchedActs: VaultClient['vouchedActs']) => ({ ...vault, vouchedActs }) as VaultClient;
  const silent = saying(async () => ({ refused: 'vault-down' }));
  const forgets = saying(async () => ({ ids: [] }));
  const seen = async (by: VaultClient, code: string) => {
    const law = valueOf(await world.as(officer, (scene) => readLaw(scene, by, hashOf(code))));
    const stands = (await world.as(officer, (scene) => lawsInForce(scene, by)))(code);
    return [law.state, law.isUnsealed, stands];
  };

  test('rows that say on and that it does not vouch for are off, and the page says why; two people switch it on anew', async () => {
    const code = 'LAW2008-93';
    valueOf((await propose(coordinator, code)).outcome);
    valueOf((await answer(officer, code)).outcome);
    assert.deepEqual(await seen(vault, code), ['on', false, 'yes']);
    assert.deepEqual(await seen(forgets, code), ['off', true, 'no']);
    valueOf((await end(officer, code)).outcome);
    assert.deepEqual(await seen(forgets, code), ['ended', false, 'no'], 'what rows call off is off');
  });

  test('a proposal that only a row tells of calls nobody to answer; while the vault is silent it is believed', async () => {
    const waiting = (by: VaultClient) => world.as(officer, (scene) => countLawsWaiting(scene, by));
    const proposed = await waiting(vault);
    assert.ok(proposed !== null && proposed > 0, 'proposals of the tests before wait for her');
    assert.equal(await waiting(silent), proposed);
    assert.equal(await waiting(forgets), 0);
  });

  test('while it is silent nothing is called on, and whoever may can still switch off', async () => {
    const code = 'SHELTER-ADDRESS';
    valueOf((await propose(coordinator, code)).outcome);
    valueOf((await answer(officer, code)).outcome);
    assert.deepEqual(await seen(silent, code), ['unchecked', false, 'unchecked']);
    valueOf(await world.as(officer, (scene) => endLaw(scene, silent, hashOf(code))));
  });
});

describe('the text counts', () => {
  const one = { validFrom: '2026-01-01' as PlainDate, answer: 'approved' as const, ended: null };

  test('another text of the article that was on is changed, and off', () => {
    const day = '2026-06-01' as PlainDate;
    assert.equal(lawState('new', [{ ...one, hash: 'old' }], day)[0], 'changed');
    assert.equal(lawState('old', [{ ...one, hash: 'old' }], day)[0], 'on');
    assert.equal(lawState('new', [{ ...one, hash: 'old', ended: {} }], day)[0], 'off');
    assert.equal(lawState('new', [], day)[0], 'off');
  });

  test('the hash is of what it says and whom it lets in, not of who verified it', () => {
    const [first] = world.profile.bases;
    assert.ok(first);
    const hashWith = (changes: object): string | undefined =>
      lawEntries({ ...world.profile, bases: [{ ...first, ...changes }] })[0]?.hash;
    assert.equal(
      hashWith({ verified_on: '2026-01-01', verified_by: 'X', provenance: 'seen', note: 'y' }),
      hashWith({}),
    );
    for (const changes of [
      { article: 'Art. 1' },
      { to: ['anyone'] },
      { from: ['part:polices'] },
      { purposes: ['support'] },
      { compartments: ['health'] },
      { valid_to: '2030-01-01' },
      { text: { ...first.text, en: 'x' } },
    ])
      assert.notEqual(hashWith(changes), hashWith({}), JSON.stringify(changes));
  });
});

test('who knows what says so when a law opens nothing', async () => {
  const caseId = await world.newCase();
  const person = await world.as(world.police, (scene) => personOfCase(scene, caseId));
  assert.ok(person);
  const basis = { kind: 'law', code: 'IRREGULAR-STAY' } as const;
  const recipient = { organisationId: idOfBody(world.profile, 'SPJ'), basis, compartments: ['identity'] as const };
  await world.as(world.police, (scene) =>
    sealFor(scene, [{ subjectId: person.personId, compartments: { identity: { full_name: 'Nobody' } } }], [recipient]),
  );
  const stands = async (): Promise<unknown> => {
    const known = await world.as(world.police, (scene) => whoKnows(scene, vault, person));
    return known.map(({ ground }) => ground.kind === 'law' && ground.stands);
  };
  assert.deepEqual(await stands(), ['no']);
  valueOf((await propose(coordinator, 'IRREGULAR-STAY')).outcome);
  valueOf((await answer(officer, 'IRREGULAR-STAY')).outcome);
  assert.deepEqual(await stands(), ['yes']);
});
