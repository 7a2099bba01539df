import type { PlainDate } from '../../../platform/clock.ts';
import { newId, type Uuid } from '../../../platform/ids.ts';
import { isRefusal, type Outcome, type Refusal, refuse } from '../../../platform/outcome.ts';
import type { VaultClient, VaultRequest } from '../../../platform/vault-client/index.ts';
import type { LegalBasis, Scene } from '../../../profile/index.ts';
import { mayAnswerLaw, maySwitchLaw } from '../access.ts';
import type { LawRefusal } from '../facts.ts';
import { type LawState, lawState } from '../rules.ts';
import {
  insertAnswer,
  insertEnd,
  insertProposal,
  type LawProposal,
  lawProposals,
  type LawSeal,
  listedLaws,
  lockLaw,
} from '../store/laws.ts';
import { type LawEntry, lawEntries } from './law-entries.ts';

export type { LawAct, LawProposal } from '../store/laws.ts';

/** A legal basis of the profile with where it stands, and all that was ever done about this article. */
export type LawView = {
  readonly hash: string;
  readonly entry: LawEntry;
  readonly basis: LegalBasis;
  readonly state: LawState;
  /** The proposal that the state comes from; null where nobody ever proposed this text. */
  readonly proposal: LawProposal | null;
  readonly history: readonly LawProposal[];
  /** Switched on before the vault sealed what two people did: off, until two people do it anew. */
  readonly isUnsealed: boolean;
};

type Result<Value> = Promise<Outcome<Value, LawRefusal>>;

const today = (scene: Scene): PlainDate => scene.clock.today(scene.profile.timeZone);

const views = (scene: Scene, proposals: readonly LawProposal[]): readonly LawView[] =>
  lawEntries(scene.profile).map(({ hash, entry, basis }) => {
    const history = proposals.filter(({ code }) => code === entry.id);
    const day = today(scene);
    const sealed = history.filter(({ isSealed }) => isSealed);
    const [state, proposal] = lawState(hash, sealed, day);
    const isUnsealed = lawState(hash, sealed, day)[0] !== 'on' && lawState(hash, history, day)[0] === 'on';
    return { hash, entry, basis, state, proposal, history, isUnsealed };
  });

/** The legal bases of the profile, in its order, with where each stands. */
export const readLaws = async (scene: Scene): Result<readonly LawView[]> => {
  const may = maySwitchLaw(scene.viewer);
  return isRefusal(may) ? may : views(scene, await lawProposals(scene.tx));
};

/** One of them, by the hash of what it says. */
export const readLaw = async (scene: Scene, hash: string): Result<LawView> => {
  const laws = await readLaws(scene);
  return isRefusal(laws) ? laws : (laws.find((one) => one.hash === hash) ?? refuse('not_found'));
};

/** Codes of the legal bases on whose ground something opens today. */
export const lawsInForce = async (scene: Scene): Promise<ReadonlySet<string>> => {
  const laws = views(scene, await lawProposals(scene.tx));
  return new Set(laws.filter(({ state }) => state === 'on').map(({ entry }) => entry.id));
};

/** One, locked, for an act about it; refused when the installation lists another text by now. */
const toChange = async (scene: Scene, hash: string): Result<LawView> => {
  await lockLaw(scene.tx, hash);
  const law = await readLaw(scene, hash);
  if (isRefusal(law)) return law;
  return (await listedLaws(scene.tx)).has(hash) ? law : refuse('law_changed');
};

const by = ({ viewer, clock }: Scene) => ({
  ...{ staffId: viewer.staffId, organisationId: viewer.organisationId, at: clock.now() },
});

const about = ({ entry, hash }: LawView, id: Uuid) => ({
  ...{ subject: { kind: 'law', id }, data: { law: entry.id, text: hash } },
});

const told: Readonly<Record<string, LawRefusal>> = {
  'context-not-valid': 'session_over',
  'session-ended': 'session_over',
  'not-allowed': 'may_not_switch_law',
  'administrators-never-laws': 'may_not_as_administrator',
  'unknown-law': 'law_changed',
  'unknown-proposal': 'proposal_not_sealed',
  'own-proposal': 'may_not_own_proposal',
  'same-organisation': 'may_not_same_body',
};

type Act = VaultRequest<'sealLawAct'>['act'];
type Signed = ReturnType<typeof by> & LawSeal;

/** What the vault gives for this act, to be written with the row: it judges who acts anew, and no row counts without it. */
const sealedBy = async (scene: Scene, vault: VaultClient, act: Act): Promise<Signed | Refusal<LawRefusal>> => {
  const { context, mac } = scene.viewer;
  const sealed = await vault.sealLawAct({ context, mac, at: scene.clock.now(), act });
  return isRefusal(sealed) ? refuse(told[sealed.refused] ?? 'unavailable') : { ...by(scene), ...sealed };
};

/** Proposes to switch a legal basis on, from a day. Nothing opens by it before somebody else has approved. */
export const proposeLaw = async (
  scene: Scene,
  vault: VaultClient,
  { hash, validFrom }: { readonly hash: string; readonly validFrom: PlainDate },
): Result<{ hash: string }> => {
  const may = maySwitchLaw(scene.viewer);
  if (isRefusal(may)) return may;
  const law = await toChange(scene, hash);
  if (isRefusal(law)) return law;
  if (law.state === 'proposed') return refuse('already_proposed');
  if (law.state === 'on' || law.state === 'later') return refuse('already_on');
  if (validFrom < today(scene)) return refuse('law_day_past', { field: 'valid_from' });
  const id = newId();
  const sealed = await sealedBy(scene, vault, { does: 'propose', id, hash, validFrom });
  if (isRefusal(sealed)) return sealed;
  await insertProposal(scene.tx, { id, hash, validFrom }, sealed);
  scene.emit({ type: 'identity.law_proposed', ...about(law, id) });
  return { hash };
};

/** The second person approves or declines: never who proposed, and of another body where the profile says so. */
export const answerLaw = async (
  scene: Scene,
  vault: VaultClient,
  { hash, answer }: { readonly hash: string; readonly answer: 'approved' | 'declined' },
): Result<{ hash: string }> => {
  const may = maySwitchLaw(scene.viewer);
  if (isRefusal(may)) return may;
  const law = await toChange(scene, hash);
  if (isRefusal(law)) return law;
  if (law.state !== 'proposed' || law.proposal === null) return refuse('already_answered');
  const second = mayAnswerLaw(scene.viewer, law.proposal.proposed, law.entry.two_bodies);
  if (isRefusal(second)) return second;
  const { id, proposed } = law.proposal;
  const sealed = await sealedBy(scene, vault, { does: 'answer', proposalId: id, answer });
  if (isRefusal(sealed)) return sealed;
  await insertAnswer(scene.tx, { proposalId: id, answer }, sealed);
  scene.emit({
    type: answer === 'approved' ? 'identity.law_approved' : 'identity.law_declined',
    ...about(law, id),
    audience: [proposed.organisationId],
  });
  return { hash };
};

/** Switches a legal basis off, at once: one person is enough to close. */
export const endLaw = async (scene: Scene, hash: string): Result<{ hash: string }> => {
  const may = maySwitchLaw(scene.viewer);
  if (isRefusal(may)) return may;
  const law = await toChange(scene, hash);
  if (isRefusal(law)) return law;
  if ((law.state !== 'on' && law.state !== 'later') || law.proposal === null) return refuse('already_off');
  const { id, proposed, answered } = law.proposal;
  await insertEnd(scene.tx, id, by(scene));
  const audience = [proposed.organisationId, ...(answered ? [answered.organisationId] : [])];
  scene.emit({ type: 'identity.law_ended', ...about(law, id), audience });
  return { hash };
};

/** Proposals that wait for this viewer as the second person; null for who switches nothing. */
export const countLawsWaiting = async (scene: Scene): Promise<number | null> => {
  const laws = await readLaws(scene);
  if (isRefusal(laws)) return null;
  return laws.filter(
    ({ state, proposal, entry }) =>
      state === 'proposed' &&
      proposal !== null &&
      !isRefusal(mayAnswerLaw(scene.viewer, proposal.proposed, entry.two_bodies)),
  ).length;
};
