import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { isRefusal, valueOf } from '../platform/outcome.ts';
import type { VaultClient } from '../platform/vault-client/index.ts';
import {
  clerk,
  codeAt,
  type Invitations,
  newSession,
  officer,
  password,
  refusal,
  startInvitations,
} from '../../test/support/invitations.ts';
import type { TestVault } from '../../test/support/vault.ts';

let world: Invitations;
let vault: TestVault;
let client: VaultClient;
before(async () => {
  world = await startInvitations();
  ({ vault, client } = world);
});
after(() => vault.close());

const journal = async (staffId: string): Promise<string[]> => {
  const found = await vault.administrator.query<{ type: string }>(
    'select type from journal.event where subject_id = $1 order by recorded_at',
    [staffId],
  );
  return found.rows.map(({ type }) => type);
};

test('from the invitation to the first sign-in with password and one-time code', async () => {
  const { id, login, secret } = await world.newClerk();
  const signed = valueOf(
    await client.signInPassword({
      login: ` ${login.toUpperCase()} `,
      password,
      code: codeAt(secret),
      sessionHash: newSession(),
    }),
  );
  const context = JSON.parse(signed.context) as Record<string, unknown>;
  assert.equal(context['staff'], id);
  assert.deepEqual(context['permits'], ['cases.read']);
  assert.equal(context['organisationCode'], 'BODY');
  assert.equal(signed.idleMinutes, 15);
  assert.deepEqual(await journal(id), [
    'directory.activation-issued',
    'directory.credential-set-up',
    'directory.signed-in',
  ]);
  const state = await vault.administrator.query<{ state: string }>('select state from directory.staff where id = $1', [
    id,
  ]);
  assert.equal(state.rows[0]?.state, 'active');
});

test('a one-time code works once, and none older than the last works', async () => {
  const { login, secret } = await world.newClerk();
  const code = codeAt(secret);
  const tries = await Promise.all(
    [1, 2, 3].map(() => client.signInPassword({ login, password, code, sessionHash: newSession() })),
  );
  assert.equal(tries.filter((outcome) => !isRefusal(outcome)).length, 1);
  assert.equal(
    refusal(await client.signInPassword({ login, password, code: codeAt(secret, -30), sessionHash: newSession() })),
    'not-recognised',
  );
});

test('wrong password, wrong code, missing code, unknown and disabled names: one answer, after the same wait', async () => {
  const { id, login, secret } = await world.newClerk();
  const timed = async (changes: Partial<{ login: string; password: string; code: string }>): Promise<number> => {
    const started = performance.now();
    const outcome = await client.signInPassword({
      login,
      password,
      code: codeAt(secret),
      sessionHash: newSession(),
      ...changes,
    });
    assert.deepEqual(outcome, { refused: 'not-recognised' });
    return performance.now() - started;
  };
  const times = [
    await timed({ password: `${password}!` }),
    await timed({ code: '000000' }),
    await timed({ code: '' }),
    await timed({ login: 'nobody.knows' }),
    await timed({ login: `'; drop table x; --` }),
  ];
  await vault.administrator.query(`update directory.staff set state = 'disabled' where id = $1`, [id]);
  await vault.administrator.query('delete from security.sign_in_attempt');
  times.push(await timed({}));
  assert.ok(Math.min(...times) >= 595, String(times));
});

test('after five failures each doubles the wait, for unknown names too; a success forgets them', async () => {
  const attempt = (login: string) =>
    client.signInPassword({ login, password: 'wrong', code: '000000', sessionHash: newSession() });
  const { login, secret } = await world.newClerk();
  await vault.administrator.query('delete from security.sign_in_attempt');
  for (const name of [login, 'never.existed']) {
    const outcomes = await Promise.all(Array.from({ length: 10 }, () => attempt(name)));
    const codes = outcomes.map(refusal).sort();
    assert.equal(codes.filter((code) => code === 'not-recognised').length, 5, codes.join());
    assert.equal(codes.filter((code) => code === 'too-many-attempts').length, 5);
  }
  await vault.administrator.query(
    `update security.sign_in_attempt set blocked_until = now() - interval '1 second', failures = 8`,
  );
  assert.equal(refusal(await attempt(login)), 'not-recognised');
  const blocked = await client.signInPassword({ login, password, code: codeAt(secret), sessionHash: newSession() });
  assert.ok(isRefusal(blocked) && Number(blocked.values?.['seconds']) > 10, JSON.stringify(blocked));
  await vault.administrator.query(`update security.sign_in_attempt set blocked_until = now() - interval '1 second'`);
  valueOf(await client.signInPassword({ login, password, code: codeAt(secret), sessionHash: newSession() }));
  const left = await vault.administrator.query('select 1 from security.sign_in_attempt');
  assert.equal(left.rowCount, 1, 'only the unknown name is left');
});

test('a role that demands a passkey cannot be had by password, even one given later', async () => {
  const { begun } = await world.invite([clerk, officer]);
  assert.equal(begun.passkeyOnly, true);
  assert.equal(begun.totp, null);
  const proof = { method: 'password', password, code: '123456' } as const;
  assert.equal(refusal(await client.activationFinish({ attempt: begun.attempt, proof })), 'passkey-required');
  const { id, login, secret } = await world.newClerk();
  await vault.administrator.query('insert into directory.staff_role (staff_id, role_code) values ($1, $2)', [
    id,
    'officer',
  ]);
  assert.equal(
    refusal(await client.signInPassword({ login, password, code: codeAt(secret), sessionHash: newSession() })),
    'passkey-required',
  );
});

test('no secret stands in the database in clear', async () => {
  const { id, secret } = await world.newClerk();
  const rows = await vault.administrator.query<{ secret_part: Buffer }>(
    'select secret_part from security.credential where staff_id = $1',
    [id],
  );
  assert.equal(rows.rows.length, 2);
  for (const { secret_part: sealed } of rows.rows) {
    assert.equal(sealed.includes(Buffer.from(secret)), false);
    assert.equal(sealed.includes(Buffer.from(password)), false);
  }
});
