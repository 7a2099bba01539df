import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { after, before, test } from 'node:test';
import { valueOf } from '../platform/outcome.ts';
import type { VaultClient } from '../platform/vault-client/index.ts';
import { asserted, type Authenticator, newAuthenticator, registered } from '../../test/support/authenticator.ts';
import { type Invitations, newSession, officer, refusal, startInvitations } from '../../test/support/invitations.ts';
import type { TestVault } from '../../test/support/vault.ts';

let world: Invitations;
let vault: TestVault;
let client: VaultClient;
before(async () => {
  world = await startInvitations();
  ({ vault, client } = world);
});
after(() => vault.close());

const challengeOf = (options: Readonly<Record<string, unknown>>): string => String(options['challenge']);

const newOfficer = async (): Promise<{ id: string; login: string; device: Authenticator }> => {
  const { id, login, begun } = await world.invite([officer]);
  const device = newAuthenticator();
  const proof = { method: 'passkey', response: registered(device, challengeOf(begun.passkeyOptions)) } as const;
  valueOf(await client.activationFinish({ attempt: begun.attempt, proof }));
  return { id, login, device };
};

test('from the invitation to a sign-in by passkey', async () => {
  const { id, login, device } = await newOfficer();
  const { attempt, options } = valueOf(await client.passkeyBegin({ login }));
  const response = asserted(device, { challenge: challengeOf(options), staffId: id });
  const signed = valueOf(await client.passkeyFinish({ attempt, response, sessionHash: newSession() }));
  assert.deepEqual((JSON.parse(signed.context) as { opens: string[] }).opens, ['identity']);
  assert.equal(
    refusal(await client.passkeyFinish({ attempt, response, sessionHash: newSession() })),
    'not-recognised',
    'a challenge works once',
  );
});

test('beginning looks the same for every name', async () => {
  const { login } = await newOfficer();
  const shape = async (request: { login?: string }) =>
    Object.keys(valueOf(await client.passkeyBegin(request)).options).join();
  assert.equal(await shape({ login }), await shape({ login: 'nobody' }));
  assert.equal(await shape({}), await shape({ login: 'nobody' }));
});

test('a passkey is refused without verification of the person, from another site, for another name, copied or altered', async () => {
  const { id, login, device } = await newOfficer();
  const other = await newOfficer();
  const attempt = async (
    change: (challenge: string) => { id: string } & Record<string, unknown>,
    name: string | undefined = login,
  ): Promise<string> => {
    const begun = valueOf(await client.passkeyBegin(name ? { login: name } : {}));
    return refusal(
      await client.passkeyFinish({
        attempt: begun.attempt,
        response: change(challengeOf(begun.options)),
        sessionHash: newSession(),
      }),
    );
  };
  const good = { staffId: id };
  assert.equal(await attempt((challenge) => asserted(device, { ...good, challenge })), 'not refused');
  assert.equal(await attempt((challenge) => asserted(device, { ...good, challenge, flags: 0x01 })), 'not-recognised');
  assert.equal(
    await attempt((challenge) => asserted(device, { ...good, challenge, from: 'http://evil.example' })),
    'not-recognised',
  );
  assert.equal(
    await attempt((challenge) => asserted(device, { ...good, challenge, host: 'evil.example' })),
    'not-recognised',
  );
  assert.equal(
    await attempt(() => asserted(device, { ...good, challenge: randomBytes(32).toString('base64url') })),
    'not-recognised',
  );
  assert.equal(await attempt((challenge) => asserted(device, { ...good, challenge }), other.login), 'not-recognised');
  assert.equal(await attempt((challenge) => asserted(device, { challenge, staffId: other.id })), 'not-recognised');
  assert.equal(
    await attempt((challenge) => asserted({ ...device, key: other.device.key }, { ...good, challenge })),
    'not-recognised',
  );
  assert.equal(
    await attempt((challenge) => asserted({ ...device, counter: 0 }, { ...good, challenge })),
    'not-recognised',
    'a copied key counts from its copy',
  );
  assert.equal(await attempt(() => ({ id: device.id.toString('base64url') })), 'not-recognised');
  assert.equal(await attempt(() => ({ id: 'unknown' })), 'not-recognised');
  await vault.administrator.query('update security.credential set disabled_at = now() where staff_id = $1', [id]);
  assert.equal(await attempt((challenge) => asserted(device, { ...good, challenge })), 'not-recognised');
});

test('a registration for another challenge or of another site is not accepted, and may be tried again', async () => {
  const { begun } = await world.invite([officer]);
  const device = newAuthenticator();
  const finish = (challenge: string) =>
    client.activationFinish({
      attempt: begun.attempt,
      proof: { method: 'passkey', response: registered(device, challenge) },
    });
  assert.equal(refusal(await finish(randomBytes(32).toString('base64url'))), 'passkey-not-accepted');
  valueOf(await finish(challengeOf(begun.passkeyOptions)));
  assert.equal(refusal(await finish(challengeOf(begun.passkeyOptions))), 'code-not-valid');
});
