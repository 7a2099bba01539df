import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { instantPlus, systemClock } from '../platform/clock.ts';
import { isRefusal, valueOf } from '../platform/outcome.ts';
import type { VaultClient } from '../platform/vault-client/index.ts';
import {
  administrator,
  clerk,
  codeAt,
  type Invitations,
  newSession,
  officer,
  password,
  refusal,
  shown,
  startInvitations,
} from '../../test/support/invitations.ts';
import { stepInAs, type TestVault, testVault } from '../../test/support/vault.ts';

let world: Invitations;
let vault: TestVault;
let client: VaultClient;
before(async () => {
  world = await startInvitations();
  ({ vault, client } = world);
});
after(() => vault.close());

test('passwords: length counts, not kinds of letters', async () => {
  const { begun, login } = await world.invite([clerk]);
  const secret = begun.totp?.secret ?? '';
  const attempt = (text: string) =>
    client.activationFinish({
      attempt: begun.attempt,
      proof: { method: 'password', password: text, code: codeAt(secret) },
    });
  assert.equal(refusal(await attempt('kurz und bündig'.slice(0, 14))), 'password-too-short');
  assert.equal(refusal(await attempt('ab'.repeat(200))), 'password-too-long');
  assert.equal(refusal(await attempt('aaaaaaaaaaaaaaaaaaaa')), 'password-too-simple');
  assert.equal(refusal(await attempt(`${login}1234`)), 'password-too-simple');
  const wrong = { method: 'password', password: 'nur kleine buchstaben', code: '000000' } as const;
  assert.equal(refusal(await client.activationFinish({ attempt: begun.attempt, proof: wrong })), 'one-time-code-wrong');
  valueOf(await attempt('nur kleine buchstaben'));
});

test('an activation code works once, also when twenty try at the same moment', async () => {
  const { code } = await world.invite([clerk]);
  const begun = await Promise.all(
    Array.from({ length: 20 }, async () => valueOf(await client.activationBegin({ code }))),
  );
  const finished = await Promise.all(
    begun.map(({ attempt, totp }) =>
      client.activationFinish({ attempt, proof: { method: 'password', password, code: codeAt(totp?.secret ?? '') } }),
    ),
  );
  assert.equal(finished.filter((outcome) => !isRefusal(outcome)).length, 1);
  assert.equal(refusal(await client.activationBegin({ code })), 'code-not-valid');
});

test('expired, replaced and invented activation codes are not valid; nobody issues one to herself or without the right', async () => {
  const { id, code } = await world.invite([clerk]);
  const replaced = valueOf(
    await client.activationIssue({ context: world.boss.context, mac: world.boss.mac, staffId: id }),
  );
  assert.equal(refusal(await client.activationBegin({ code })), 'code-not-valid');
  await vault.administrator.query(
    `update security.activation set expires_at = now() - interval '1 second' where staff_id = $1`,
    [id],
  );
  assert.equal(refusal(await client.activationBegin({ code: replaced.code })), 'code-not-valid');
  assert.equal(refusal(await client.activationBegin({ code: 'AAAA-AAAA-AAAA-AAAA' })), 'code-not-valid');
  const own = JSON.parse(world.boss.context) as { staff: string };
  assert.equal(
    refusal(await client.activationIssue({ ...world.boss, staffId: own.staff, ...shown(world.boss) })),
    'bad-request',
  );
  assert.equal(refusal(await client.activationIssue({ ...shown(world.boss), staffId: own.staff })), 'not-allowed');
  const plain = await stepInAs(vault, (await vault.addStaff(world.organisation, [clerk])).id);
  assert.equal(refusal(await client.activationIssue({ ...shown(plain), staffId: id })), 'not-allowed');
  assert.equal(refusal(await vault.client('cli').activationIssueFirst({ staffId: id })), 'already-set-up');
});

test('the first code of a new installation comes by the command line', async () => {
  const fresh = await testVault({ demonstration: false });
  const body = await fresh.addOrganisation('OPERATOR');
  const { id } = await fresh.addStaff(body, [administrator], 'invited');
  const { code } = valueOf(await fresh.client('cli').activationIssueFirst({ staffId: id }));
  assert.match(code, /^([0-9A-Z]{4}-){3}[0-9A-Z]{4}$/);
  assert.equal(valueOf(await fresh.client().activationBegin({ code })).passkeyOnly, true);
  assert.equal(refusal(await fresh.client().stepIn({ staffId: id, sessionHash: newSession() })), 'not-demonstration');
  await fresh.close();
});

test('a token for machines: own organisation, no more than its person may, a year at most, opens nothing', async () => {
  const machine = await vault.addStaff(world.organisation, [clerk, officer]);
  const stranger = await vault.addStaff(await vault.addOrganisation('ELSEWHERE'), [clerk]);
  const asked = {
    ...shown(world.boss),
    staffId: machine.id,
    tokenHash: newSession(),
    scopes: ['referrals.write'],
    expires: instantPlus(systemClock.now(), 86_400_000),
  };
  const signed = valueOf(await client.signApi(asked));
  const context = JSON.parse(signed.context) as Record<string, unknown>;
  assert.deepEqual([context['kind'], context['permits'], context['opens']], ['api', ['referrals.write'], []]);
  assert.equal(refusal(await client.signApi({ ...asked, staffId: stranger.id })), 'unknown-staff');
  assert.equal(refusal(await client.signApi({ ...asked, scopes: ['directory.administer'] })), 'scope-too-wide');
  assert.equal(
    refusal(await client.signApi({ ...asked, expires: instantPlus(systemClock.now(), 400 * 86_400_000) })),
    'expires-too-late',
  );
  const plain = await stepInAs(vault, machine.id);
  assert.equal(refusal(await client.signApi({ ...asked, ...shown(plain) })), 'not-allowed');
});
