import { createHmac } from 'node:crypto';
import { instantOn, type Instant, type PlainDate } from '../../../../platform/clock.ts';
import type { Database } from '../../../../platform/database/index.ts';
import type { Uuid } from '../../../../platform/ids.ts';
import { isRefusal, type Outcome, refuse } from '../../../../platform/outcome.ts';
import type { VaultClient } from '../../../../platform/vault-client/index.ts';
import { hasPermit } from '../../../../platform/viewer.ts';
import type { Scene } from '../../../../profile/index.ts';
import { beginSession } from '../../../directory/index.ts';
import type { ReferralRefusal } from '../../facts/refusals.ts';
import { type ApiToken, endApiToken, findTokens, lockToken } from '../../store/api.ts';
import { findColleagues } from '../../store/triage/queue.ts';

/** The rights another system may be given. */
export const apiScopes = [
  ...['referrals.send', 'referrals.read-own', 'referrals.key-in'],
  ...['cases.read', 'cases.work', 'cases.task', 'cases.note', 'identity.record-consent'],
  ...['cases.document', 'cases.refer-support', 'cases.accept-support', 'cases.hand-over', 'cases.see-access'],
] as const;

/** The end of the key of a right's text: those of this room without its name. */
export const scopeText = (scope: string): string => scope.replace('referrals.', '').replaceAll(/[.-]/g, '_');

/** Where a token is kept: signed by the vault, stored as a session of the kind `api`. Under the key, one form makes one token. */
export type TokenTools = { readonly vault: VaultClient; readonly database: Database; readonly draftKey: Uint8Array };

/** The tokens of the viewer's body, and the accounts one may act as. */
export type TokenList = {
  readonly tokens: readonly ApiToken[];
  readonly accounts: readonly { readonly id: Uuid; readonly name: string }[];
};

const mayManage = (scene: Scene) =>
  hasPermit(scene.viewer, 'api.manage-tokens') ? true : refuse<ReferralRefusal>('may_not_manage_tokens');

/** Lists the tokens of the viewer's body. */
export const listTokens = async (scene: Scene): Promise<Outcome<TokenList, ReferralRefusal>> => {
  const may = mayManage(scene);
  if (isRefusal(may)) return may;
  return {
    tokens: await findTokens(scene.tx),
    accounts: await findColleagues(scene.tx, scene.viewer.organisationId),
  };
};

export type TokenInput = {
  readonly account: string;
  readonly scopes: readonly string[];
  readonly ends: PlainDate;
};

/**
 * The token a form makes: the same for a double click, whose second answer is the one that is seen, and another for every
 * other form, session or wish. Nobody computes it without the key of the staff program.
 */
export const tokenOfForm = (
  { draftKey }: TokenTools,
  { viewer }: Scene,
  form: { readonly key: string; readonly wanted: TokenInput },
): string =>
  createHmac('sha256', draftKey)
    .update(JSON.stringify(['api-token', viewer.session, form.key, form.wanted]))
    .digest('base64url');

const refusals: Readonly<Record<string, Outcome<never, ReferralRefusal>>> = {
  'scope-too-wide': refuse('token_scope_too_wide', { field: 'token_scopes' }),
  'expires-too-late': refuse('token_lasts_too_long', { field: 'token_ends' }),
  'unknown-staff': refuse('not_a_colleague', { field: 'token_account' }),
  'not-allowed': refuse('may_not_manage_tokens'),
};

/**
 * Has the vault sign what a token is good for, and keeps it by the token's hash. The vault writes the journal line before
 * it signs. The token itself stays with the caller, who shows it. One that lives already (a double click) is left as it is.
 */
export const makeToken = async (
  tools: TokenTools,
  scene: Scene,
  input: TokenInput & { readonly tokenHash: string },
): Promise<Outcome<{ readonly endsAt: Instant }, ReferralRefusal>> => {
  const may = mayManage(scene);
  if (isRefusal(may)) return may;
  const accounts = await findColleagues(scene.tx, scene.viewer.organisationId);
  const account = accounts.find((one) => one.name === input.account.trim());
  if (account === undefined) return refuse('not_a_colleague', { field: 'token_account' });
  if (input.ends <= scene.clock.today(scene.profile.timeZone)) return refuse('day_has_passed', { field: 'token_ends' });
  await lockToken(scene.tx, input.tokenHash);
  const known = (await findTokens(scene.tx)).find((one) => one.hash === input.tokenHash);
  if (known) return known.endedAt === null ? { endsAt: known.endsAt } : refuse('token_not_made');
  const { context, mac } = scene.viewer;
  const expires = instantOn(input.ends, scene.profile.timeZone);
  const signed = await tools.vault.signApi({
    ...{ context, mac, staffId: account.id, tokenHash: input.tokenHash, scopes: [...input.scopes], expires },
  });
  if (isRefusal(signed)) return refusals[signed.refused] ?? refuse('token_not_made');
  await beginSession(tools.database, input.tokenHash, signed);
  return { endsAt: expires };
};

/** Ends a token of the viewer's body at once. */
export const endToken = async (
  scene: Scene,
  hash: string,
): Promise<Outcome<{ readonly hash: string }, ReferralRefusal>> => {
  const may = mayManage(scene);
  if (isRefusal(may)) return may;
  if (!(await endApiToken(scene.tx, hash))) return refuse('not_found');
  scene.emit({
    type: 'referrals.token_ended',
    subject: { kind: 'staff', id: scene.viewer.staffId },
    data: { token: hash.slice(0, 16) },
  });
  return { hash };
};
