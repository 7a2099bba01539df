import { type Instant, instantPlus } from '../platform/clock.ts';
import { isRefusal, type Outcome, refuse } from '../platform/outcome.ts';
import type { TwoRefusal, VaultAnswers, VaultOutcome, VaultRequest } from '../platform/vault-client/contract.ts';
import { stillGranted, type VerifiedViewer, verifyViewer } from './context.ts';
import { lawAnswer, lawProposal } from './law-acts.ts';
import { keyAnswer, keyProposal } from './recipient-keys.ts';
import { type Answer, type Proposal, sealAnswer, sealProposal, type Signer } from './two-seals.ts';
import { now, type Vault } from './vault.ts';

type Wanted = VaultRequest<'sealAct'>;
type Act = Wanted['act'];
type Sealed = Outcome<VaultAnswers['sealAct'], TwoRefusal>;

const permits: Readonly<Record<Act['does'], string>> = {
  ...{ 'propose-law': 'identity.switch-law', 'answer-law': 'identity.switch-law' },
  ...{ 'enter-key': 'assistance.refer', 'confirm-key': 'assistance.refer' },
};

/** Who administers accounts could make herself a second person. */
const refusalOf = (viewer: VerifiedViewer, { does }: Act): TwoRefusal | null => {
  if (viewer.context.kind !== 'staff') return 'not-allowed';
  if (viewer.person.roles.some((role) => role.permits.includes('directory.administer'))) return 'administrators-never';
  return stillGranted(viewer, 'permits', permits[does]) ? null : 'not-allowed';
};

/** By the vault's own clock; invented people of the demonstration may have acted earlier. */
const momentOf = (vault: Vault, told: string): Instant => {
  const at = now(vault);
  const said = instantPlus(told as Instant, 0);
  return vault.demonstration && said < at ? said : at;
};

const said = (
  vault: Vault,
  viewer: VerifiedViewer,
  act: Act,
  by: Signer,
): Promise<Outcome<Proposal | Answer, TwoRefusal>> => {
  if (act.does === 'propose-law') return lawProposal(vault, act, by);
  if (act.does === 'answer-law') return lawAnswer(vault, viewer, act, by);
  return act.does === 'enter-key' ? keyProposal(vault, viewer, act, by) : keyAnswer(vault, viewer, act, by);
};

const sealOf = ({ keys }: Vault, it: Proposal | Answer, at: Instant): Sealed => ({
  ...('proposal' in it ? sealAnswer(keys.sealingKey, it) : sealProposal(keys.sealingKey, it)),
  at,
});

/**
 * Seals what somebody does where two are needed, so that her row counts: she is signed in, may, and is no administrator; the second
 * person is another one and answers what was sealed here. The row and its line are the casework's to write. Ending needs no seal:
 * whoever takes a ground or a key away opens nothing.
 */
export const sealAct = async (vault: Vault, request: Wanted): Promise<VaultOutcome<'sealAct'>> => {
  const viewer = await verifyViewer(vault, request);
  if (isRefusal(viewer)) return viewer;
  const refusal = refusalOf(viewer, request.act);
  if (refusal) return refuse(refusal);
  const { staff, organisation } = viewer.context;
  const by = { staffId: staff, organisationId: organisation, at: momentOf(vault, request.at) };
  const it = await said(vault, viewer, request.act, by);
  return isRefusal(it) ? it : sealOf(vault, it, by.at);
};
