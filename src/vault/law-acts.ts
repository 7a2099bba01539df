import { canonicalHash } from '../platform/canonical.ts';
import { type Instant, instantPlus, type PlainDate } from '../platform/clock.ts';
import { isRefusal, type Outcome, type Refusal, refuse } from '../platform/outcome.ts';
import type { LawSealRefusal, VaultAnswers, VaultOutcome, VaultRequest } from '../platform/vault-client/contract.ts';
import { stillGranted, type VerifiedViewer, verifyViewer } from './context.ts';
import {
  type LawSeal,
  type LawSigner,
  proposalHolds,
  type ProposalSaid,
  sealAnswer,
  sealProposal,
} from './law-seals.ts';
import { type LawEntry, listedText, proposalTold, readEntry } from './store/laws.ts';
import { personById } from './store/people.ts';
import { now, today, type Vault } from './vault.ts';

type Wanted = VaultRequest<'sealLawAct'>;
type Proposing = Extract<Wanted['act'], { does: 'propose' }>;
type Answering = Extract<Wanted['act'], { does: 'answer' }>;
type Sealed = Outcome<VaultAnswers['sealLawAct'], LawSealRefusal>;

/** Who administers accounts could make herself a second person. */
const refusalOf = (viewer: VerifiedViewer): LawSealRefusal | null => {
  if (viewer.context.kind !== 'staff') return 'not-allowed';
  if (viewer.person.roles.some(({ permits }) => permits.includes('directory.administer')))
    return 'administrators-never-laws';
  return stillGranted(viewer, 'permits', 'identity.switch-law') ? null : 'not-allowed';
};

/** The text that is listed under this hash, if it is what the hash says. */
const textOf = async ({ database }: Vault, hash: string): Promise<(LawEntry & { readonly code: string }) | null> => {
  const listed = await listedText(database, hash);
  return listed && canonicalHash(listed.entry) === hash ? { ...readEntry(listed.entry), code: listed.code } : null;
};

/** By the vault's own clock; invented people of the demonstration may have acted earlier. */
const momentOf = (vault: Vault, told: string): Instant => {
  const at = now(vault);
  const said = instantPlus(told as Instant, 0);
  return vault.demonstration && said < at ? said : at;
};

const propose = async (vault: Vault, act: Proposing, by: LawSigner): Promise<Sealed> => {
  const text = await textOf(vault, act.hash);
  if (!text) return refuse('unknown-law');
  const said = { id: act.id, code: text.code, hash: act.hash, validFrom: act.validFrom as PlainDate, by };
  return { ...sealProposal(vault.keys.lawKey, said), at: by.at };
};

/** Never who proposed; of another body where the text asks for it, and not one that acts for it, as the directory tells today. */
const secondPerson = async (
  vault: Vault,
  viewer: VerifiedViewer,
  proposal: ProposalSaid,
): Promise<LawSealRefusal | null> => {
  if (viewer.context.staff === proposal.by.staffId) return 'own-proposal';
  const text = await textOf(vault, proposal.hash);
  if (!text) return 'unknown-law';
  const first = await personById(vault.database, proposal.by.staffId, today(vault));
  const bodies = [proposal.by.organisationId, ...(first?.organisationIds ?? [])];
  const isSame = viewer.person.organisationIds.some((id) => bodies.includes(id));
  return text.two_bodies && isSame ? 'same-organisation' : null;
};

const known = ({ keys }: Vault, proposal: (ProposalSaid & LawSeal) | null): proposal is ProposalSaid & LawSeal =>
  proposal !== null && proposalHolds(keys.lawKey, proposal) && !keys.tombstones.has('law', proposal.id);

const answer = async (
  vault: Vault,
  viewer: VerifiedViewer,
  act: Answering,
  by: LawSigner,
): Promise<Sealed | Refusal<LawSealRefusal>> => {
  const proposal = await proposalTold(vault.database, act.proposalId);
  if (!known(vault, proposal)) return refuse('unknown-proposal');
  const refusal = await secondPerson(vault, viewer, proposal);
  if (refusal) return refuse(refusal);
  return { ...sealAnswer(vault.keys.lawKey, { proposal, answer: act.answer, by }), at: by.at };
};

/**
 * Seals what somebody does about a legal basis, so that her row counts: she is signed in, may switch laws, and is no
 * administrator; the second person is another one, of another body where the text asks for it, and answers a proposal that was sealed
 * here. The row and its line are the casework's to write. Switching off needs no seal: whoever takes a ground away opens nothing.
 */
export const sealLawAct = async (vault: Vault, request: Wanted): Promise<VaultOutcome<'sealLawAct'>> => {
  const viewer = await verifyViewer(vault, request);
  if (isRefusal(viewer)) return viewer;
  const refusal = refusalOf(viewer);
  if (refusal) return refuse(refusal);
  const { staff, organisation } = viewer.context;
  const by = { staffId: staff, organisationId: organisation, at: momentOf(vault, request.at) };
  return request.act.does === 'propose' ? propose(vault, request.act, by) : answer(vault, viewer, request.act, by);
};
