import { canonicalHash } from '../platform/canonical.ts';
import { type Outcome, type Refusal, refuse } from '../platform/outcome.ts';
import type { TwoRefusal, VaultRequest } from '../platform/vault-client/contract.ts';
import type { VerifiedViewer } from './context.ts';
import { type LawEntry, listedText, proposalTold, readEntry } from './store/laws.ts';
import { personById } from './store/people.ts';
import { type Answer, type LawProposal, proposalHolds, type Seal, type Signer } from './two-seals.ts';
import { today, type Vault } from './vault.ts';

type Act = VaultRequest<'sealAct'>['act'];

/** The text that is listed under this hash, if it is what the hash says. */
const textOf = async ({ database }: Vault, hash: string): Promise<(LawEntry & { readonly code: string }) | null> => {
  const listed = await listedText(database, hash);
  return listed && canonicalHash(listed.entry) === hash ? { ...readEntry(listed.entry), code: listed.code } : null;
};

/** What one person proposes: a text that is listed as it stands. */
export const lawProposal = async (
  vault: Vault,
  act: Extract<Act, { does: 'propose-law' }>,
  by: Signer,
): Promise<Outcome<LawProposal, TwoRefusal>> => {
  const text = await textOf(vault, act.hash);
  if (!text) return refuse('unknown-law');
  return { kind: 'law', id: act.id, code: text.code, hash: act.hash, validFrom: act.validFrom, by };
};

/** Never who proposed; of another body where the text asks for it, and not one that acts for it, as the directory tells today. */
const secondPerson = async (
  vault: Vault,
  viewer: VerifiedViewer,
  proposal: LawProposal,
): Promise<Refusal<TwoRefusal> | null> => {
  if (viewer.context.staff === proposal.by.staffId) return refuse('own-proposal');
  const text = await textOf(vault, proposal.hash);
  if (!text) return refuse('unknown-law');
  const first = await personById(vault.database, proposal.by.staffId, today(vault));
  const bodies = [proposal.by.organisationId, ...(first?.organisationIds ?? [])];
  const isSame = viewer.person.organisationIds.some((id) => bodies.includes(id));
  return text.two_bodies && isSame ? refuse('same-organisation') : null;
};

const known = ({ keys }: Vault, proposal: (LawProposal & Seal) | null): proposal is LawProposal & Seal =>
  proposal !== null && proposalHolds(keys.sealingKey, proposal) && !keys.tombstones.has('law', proposal.id);

/** What the second person answers: to a proposal that was sealed here and not ended. */
export const lawAnswer = async (
  vault: Vault,
  viewer: VerifiedViewer,
  act: Extract<Act, { does: 'answer-law' }>,
  by: Signer,
): Promise<Outcome<Answer<LawProposal>, TwoRefusal>> => {
  const proposal = await proposalTold(vault.database, act.proposalId);
  if (!known(vault, proposal)) return refuse('unknown-proposal');
  return (await secondPerson(vault, viewer, proposal)) ?? { proposal, answer: act.answer, by };
};
