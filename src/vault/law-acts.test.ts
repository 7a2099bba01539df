import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { newId } from '../platform/ids.ts';
import { isRefusal, valueOf } from '../platform/outcome.ts';
import type { SignedContext, VaultRequest } from '../platform/vault-client/index.ts';
import { type SealedWorld, sealedWorld } from '../../test/support/sealed-world.ts';
import {
  endLaw,
  sealingKeyOf,
  listLaw,
  saidOf,
  switchLaw,
  type TestSwitch,
  writeAnswer,
  writeProposal,
} from '../../test/support/laws.ts';
import { stepInAs, type TestRole } from '../../test/support/vault.ts';
import { type Answer, type LawProposal, type Seal, sealAnswer } from './two-seals.ts';

/** Somebody with the whole database, and even with a login of the casework: not with the vault's key. */
let world: SealedWorld;
let key: Buffer;
before(async () => {
  world = await sealedWorld();
  key = await sealingKeyOf(world.vault);
});
after(() => world.close());

type Said = Answer<LawProposal> & Seal;
const administrator = () => world.vault.administrator;
const codeOf = (outcome: unknown): string => (isRefusal(outcome) ? outcome.refused : 'done');
const forged = { nonce: 'ab'.repeat(16), seal: 'cd'.repeat(32) };

let count = 0;
/** A text that is listed and off, and somebody sealed to the police on its ground. */
const held = async (more: { readonly two_bodies?: boolean } = {}) => {
  count += 1;
  const id = `SEALED-${count}`;
  const hash = await listLaw(administrator(), { id, purposes: ['identify'], ...more });
  return { hash, subject: await world.sealPerson({ kind: 'law', code: id }) };
};
type Held = Awaited<ReturnType<typeof held>>;
const opening = async ({ subject }: Held): Promise<string> => codeOf(await world.open(world.officer, subject));
const said = (law: Held, how: TestSwitch = {}): Promise<Said> => saidOf(world.vault, key, law.hash, how);
const write = async (it: Said): Promise<void> => {
  await writeProposal(administrator(), it.proposal);
  await writeAnswer(administrator(), it);
};
const off = 'law-not-switched-on';

describe('rows that the vault did not seal open nothing', () => {
  test('a forged proposal, whoever answered it; a forged answer to a true proposal', async () => {
    const [one, other, third] = [await held(), await held(), await held()];
    const first = await said(one);
    await write({ ...first, proposal: { ...first.proposal, ...forged } });
    assert.equal(await opening(one), off);
    await write({ ...(await said(other)), ...forged });
    assert.equal(await opening(other), off);
    await write(await said(third));
    assert.equal(await opening(third), 'done', 'what was sealed opens');
  });

  test('a row altered in any part: who, which body, when, from when', async () => {
    const law = await held();
    const proposalId = await switchLaw(world.vault, law.hash);
    const attempts = [
      ['law_proposal', 'proposed_by', newId(), 'id'],
      ['law_proposal', 'organisation_id', world.ministry, 'id'],
      ['law_proposal', 'valid_from', '2019-01-01', 'id'],
      ['law_proposal', 'proposed_at', '2019-01-01', 'id'],
      ['law_answer', 'answered_by', newId(), 'proposal_id'],
      ['law_answer', 'organisation_id', world.ministry, 'proposal_id'],
      ['law_answer', 'answered_at', '2019-01-01', 'proposal_id'],
    ] as const;
    for (const [table, column, value, id] of attempts) {
      const now = await administrator().query<{ was: unknown }>(
        `select ${column} as was from identity.${table} where ${id} = $1`,
        [proposalId],
      );
      const set = `update identity.${table} set ${column} = $2 where ${id} = $1`;
      await administrator().query(set, [proposalId, value]);
      assert.equal(await opening(law), off, `${table}.${column}`);
      await administrator().query(set, [proposalId, now.rows[0]?.was]);
      assert.equal(await opening(law), 'done', 'put back as it was');
    }
  });

  test('a no turned into a yes', async () => {
    const law = await held();
    const declined = await said(law, { answer: 'declined' });
    await write({ ...declined, answer: 'approved' });
    assert.equal(await opening(law), off);
  });

  test('an answer moved to another law, its proposal with it', async () => {
    const [from, to] = [await held(), await held()];
    const meant = await said(from);
    await write(meant);
    assert.equal(await opening(from), 'done');
    const moved = { ...meant.proposal, id: newId(), hash: to.hash };
    await write({ ...meant, proposal: moved });
    const fresh = (await said(to)).proposal;
    await write({ ...meant, proposal: fresh });
    assert.equal(await opening(to), off);
  });

  test('an answer of once replayed on a new proposal of the same text', async () => {
    const law = await held();
    const once = await said(law);
    await write(once);
    await endLaw(administrator(), once.proposal.id);
    assert.equal(await opening(law), off);
    const anew = (await said(law)).proposal;
    await write({ ...once, proposal: anew });
    assert.equal(await opening(law), off);
  });

  test('an end taken away, as an older backup does: the vault remembers it outside the database', async () => {
    const law = await held();
    const proposalId = await switchLaw(world.vault, law.hash);
    await endLaw(administrator(), proposalId);
    await world.vault.stop();
    await world.vault.restart();
    await administrator().query('delete from identity.law_end where proposal_id = $1', [proposalId]);
    assert.equal(await opening(law), off);
  });

  test('rows of before there were seals', async () => {
    const law = await held();
    const proposalId = await switchLaw(world.vault, law.hash);
    await administrator().query('alter table identity.law_answer drop constraint law_answer_sealed');
    await administrator().query('update identity.law_answer set seal = null where proposal_id = $1', [proposalId]);
    assert.equal(await opening(law), off);
  });

  test('one person in both places, or one body where two are asked for, even under true seals', async () => {
    const [alone, both] = [await held(), await held({ two_bodies: true })];
    const somebody = newId();
    await write(await said(alone, { by: [somebody, somebody] }));
    assert.equal(await opening(alone), off);
    await write(await said(both, { bodies: [world.police, world.police] }));
    assert.equal(await opening(both), off);
  });
});

const switcher: TestRole = { code: 'switcher', permits: ['identity.switch-law'] };
const mighty: TestRole = { code: 'mighty', permits: ['identity.switch-law', 'directory.administer'] };
const stepIn = async (body: string, role: TestRole = switcher): Promise<SignedContext> =>
  stepInAs(world.vault, (await world.vault.addStaff(body, [role])).id);
const seal = ({ context, mac }: SignedContext, act: VaultRequest<'sealAct'>['act'], at = '2099-01-01T00:00:00Z') =>
  world.vault.client().sealAct({ context, mac, at, act });
const staffOf = ({ context }: SignedContext) => {
  const { staff, organisation } = JSON.parse(context) as { staff: string; organisation: string };
  return { staffId: staff, organisationId: organisation };
};

/** Proposes through the vault and writes the row, as the casework does. */
const propose = async (as: SignedContext, { hash }: Held): Promise<string> => {
  const id = newId();
  const sealed = valueOf(await seal(as, { does: 'propose-law', id, hash, validFrom: '2020-01-01' }));
  const { at, ...vouched } = sealed;
  const by = { ...staffOf(as), at };
  await writeProposal(administrator(), {
    kind: 'law',
    id,
    code: '',
    hash,
    validFrom: '2020-01-01',
    by,
    ...vouched,
  });
  return id;
};
const answer = (as: SignedContext, proposalId: string) =>
  seal(as, { does: 'answer-law', proposalId, answer: 'approved' });

describe('the vault seals what it saw two people do', () => {
  test('proposed and approved by two who may: it opens', async () => {
    const law = await held({ two_bodies: true });
    const [first, second] = [await stepIn(world.police), await stepIn(world.ministry)];
    const proposalId = await propose(first, law);
    assert.equal(await opening(law), off);
    const { at, ...vouched } = valueOf(await answer(second, proposalId));
    assert.ok(at < '2099', 'the time is the vault’s own');
    const it = { proposal: { id: proposalId }, answer: 'approved', by: { ...staffOf(second), at }, ...vouched };
    await writeAnswer(administrator(), it as Said);
    assert.equal(await opening(law), 'done');
  });

  test('not for one who proposed, nor for her own body, nor for one that acts for it', async () => {
    const law = await held({ two_bodies: true });
    const unit = await world.vault.addOrganisation('UNIT-OF-POLICE', world.police);
    const first = await stepIn(world.police);
    const proposalId = await propose(first, law);
    assert.equal(codeOf(await answer(first, proposalId)), 'own-proposal');
    assert.equal(codeOf(await answer(await stepIn(world.police), proposalId)), 'same-organisation');
    assert.equal(codeOf(await answer(await stepIn(unit), proposalId)), 'same-organisation');
    assert.equal(codeOf(await answer(await stepIn(world.service), proposalId)), 'done');
  });

  test('not for a proposal that was forged, ended or never made', async () => {
    const law = await held();
    const second = await stepIn(world.ministry);
    const { proposal } = await said(law);
    await writeProposal(administrator(), { ...proposal, ...forged });
    assert.equal(codeOf(await answer(second, proposal.id)), 'unknown-proposal');
    assert.equal(codeOf(await answer(second, newId())), 'unknown-proposal');
  });

  test('not without the permit, not for who administers accounts, not of a text that is not listed as it stands', async () => {
    const { hash } = await held();
    const act = { does: 'propose-law', id: newId(), hash, validFrom: '2020-01-01' } as const;
    assert.equal(codeOf(await seal(world.officer, act)), 'not-allowed');
    assert.equal(codeOf(await seal(await stepIn(world.police, mighty), act)), 'administrators-never');
    const first = await stepIn(world.police);
    assert.equal(codeOf(await seal({ ...first, mac: '0'.repeat(64) }, act)), 'context-not-valid');
    assert.equal(codeOf(await seal(first, { ...act, hash: 'f'.repeat(64) })), 'unknown-law');
    await administrator().query(`update identity.legal_basis set entry = entry || '{"own":true}' where hash = $1`, [
      hash,
    ]);
    assert.equal(codeOf(await seal(first, act)), 'unknown-law');
    assert.equal(
      codeOf(
        await world.vault.client('worker').sealAct({ context: first.context, mac: first.mac, at: first.expires, act }),
      ),
      'not-permitted',
    );
  });

  test('another vault’s seals are no seals', async () => {
    const law = await held();
    const mine = await said(law);
    await write({ ...mine, ...sealAnswer(Buffer.alloc(32, 9), mine) });
    assert.equal(await opening(law), off);
  });
});
