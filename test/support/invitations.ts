import { createHash, randomBytes } from 'node:crypto';
import { Secret, TOTP } from 'otpauth';
import { systemClock, toDate } from '../../src/platform/clock.ts';
import { isRefusal, valueOf } from '../../src/platform/outcome.ts';
import type { SignedContext, VaultAnswers, VaultClient } from '../../src/platform/vault-client/index.ts';
import { stepInAs, type TestRole, type TestVault, testVault } from './vault.ts';

export const clerk: TestRole = { code: 'clerk', permits: ['cases.read'], signIn: 'password' };
export const officer: TestRole = {
  code: 'officer',
  permits: ['referrals.write'],
  opens: ['identity'],
  purposes: ['interview'],
};
export const administrator: TestRole = {
  code: 'administrator',
  permits: ['directory.administer', 'api.manage-tokens'],
};
export const password = 'vier Apfelbäume im Regen';

/** The hash of a new session's token. */
export const newSession = (): string => createHash('sha256').update(randomBytes(32)).digest('hex');

/** What the authenticator app shows, some seconds from now. */
export const codeAt = (secret: string, seconds = 0): string =>
  new TOTP({ secret: Secret.fromBase32(secret) }).generate({
    timestamp: toDate(systemClock.now()).getTime() + seconds * 1000,
  });

/** The code of a refusal. */
export const refusal = (outcome: unknown): string => (isRefusal(outcome) ? outcome.refused : 'not refused');

/** Context and code of a signed context, as requests take them. */
export const shown = ({ context, mac }: SignedContext): { context: string; mac: string } => ({ context, mac });

export type Invited = {
  readonly id: string;
  readonly login: string;
  readonly code: string;
  readonly begun: VaultAnswers['activationBegin'];
};

/** An organisation whose administrator invites people. */
export type Invitations = {
  readonly vault: TestVault;
  readonly client: VaultClient;
  readonly organisation: string;
  readonly boss: SignedContext;
  readonly invite: (roles: readonly TestRole[]) => Promise<Invited>;
  /** A clerk with password and one-time codes; `secret` makes the codes. */
  readonly newClerk: () => Promise<{ readonly id: string; readonly login: string; readonly secret: string }>;
};

/** Starts a vault with an organisation and its administrator. */
export const startInvitations = async (): Promise<Invitations> => {
  const vault = await testVault();
  const client = vault.client('casework', 10_000);
  const organisation = await vault.addOrganisation('BODY');
  const boss = await stepInAs(vault, (await vault.addStaff(organisation, [administrator])).id);
  const invite = async (roles: readonly TestRole[]): Promise<Invited> => {
    const { id, login } = await vault.addStaff(organisation, roles, 'invited');
    const { code } = valueOf(await client.activationIssue({ ...shown(boss), staffId: id }));
    return { id, login, code, begun: valueOf(await client.activationBegin({ code: code.toLowerCase() })) };
  };
  const newClerk = async () => {
    const { id, login, begun } = await invite([clerk]);
    const secret = begun.totp?.secret ?? '';
    const proof = { method: 'password', password, code: codeAt(secret, -30) } as const;
    valueOf(await client.activationFinish({ attempt: begun.attempt, proof }));
    return { id, login, secret };
  };
  return { vault, client, organisation, boss, invite, newClerk };
};
