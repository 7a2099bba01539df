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
  /** Its rows say that it is on and the vault does not vouch for them (they are of before there were seals, or forged): off. */
  readonly isUnsealed: boolean;
};

type Result<Value> = Promise<Outcome<Value, LawRefusal>>;

const today = (scene: Scene): PlainDate => scene.clock.today(scene.profile.timeZone);

/** The proposals that the vault vouches for; null while it cannot be asked. */
type Vouched = ReadonlySet<string> | null;

const vouchedBy = async (scene: Scene, vault: VaultClient | null): Promise<Vouched> => {
  if (vault === null) return null;
  const { context, mac } = scene.viewer;
  const told = await vault.vouchedActs({ context, mac, of: 'laws' });
  return isRefusal(told) ? null : new Set(told.ids);
};

/** What was ended opens nothing, whoever vouches for it. While the vault is silent rows count, and what they call on is unchecked. */
const counts =
  (vouched: Vouched) =>
  ({ id, isSealed, ended }: LawProposal): boolean =>
    isSealed && (ended !== null || vouched === null || vouched.has(id));

const views = (scene: Scene, proposals: readonly LawProposal[], vouched: Vouched): readonly LawView[] =>
  lawEntries(scene.profile).map(({ hash, entry, basis }) => {
    const history = proposals.filter(({ code }) => code === entry.id);
    const day = today(scene);
    const [found, proposal] = lawState(hash, history.filter(counts(vouched)), day);
    const isUnsealed = found !== 'on' && lawState(hash, history, day)[0] === 'on';
    const state = vouched === null && (found === 'on' || found === 'later') ? 'unchecked' : found;
    return { hash, entry, basis, state, proposal, history, isUnsealed };
  });

const allViews = async (scene: Scene, vault: VaultClient | null): Promise<readonly LawView[]> =>
  views(scene, await lawProposals(scene.tx), await vouchedBy(scene, vault));

/** The legal bases of the profile, in its order, with where each stands as the vault vouches for it. */
export const readLaws = async (scene: Scene, vault: VaultClient): Result<readonly LawView[]> => {
  const may = maySwitchLaw(scene.viewer);
  return isRefusal(may) ? may : allViews(scene, vault);
};

/** One of them, by the hash of what it says. */
export const readLaw = async (scene: Scene, vault: VaultClient, hash: string): Result<LawView> => {
  const laws = await readLaws(scene, vault);
  return isRefusal(laws) ? laws : (laws.find((one) => one.hash === hash) ?? refuse('not_found'));
};

/** Does something open by this article today? *Unchecked* while the vault cannot be asked: then nothing opens at all. */
export type LawStands = 'yes' | 'no' | 'unchecked';

/** Asks the vault which legal bases something opens by today. */
export const lawsInForce = async (scene: Scene, vault: VaultClient | null): Promise<(code: string) => LawStands> => {
  const states = new Map((await allViews(scene, vault)).map(({ entry, state }) => [entry.id, state]));
  return (code) => {
    const state = states.get(code);
    return state === 'on' ? 'yes' : state === 'unchecked' ? 'unchecked' : 'no';
  };
};

/** One, locked, for an act about it; refused when the installation lists another text by now. */
const toChange = async (scene: Scene, vault: VaultClient, hash: string): Result<LawView> => {
  await lockLaw(scene.tx, hash);
  const law = await readLaw(scene, vault, hash);
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
  'administrators-never': 'may_not_as_administrator',
  'unknown-law': 'law_changed',
  'unknown-proposal': 'proposal_not_sealed',
  'own-proposal': 'may_not_own_proposal',
  'same-organisation': 'may_not_same_body',
};

type Act = VaultRequest<'sealAct'>['act'];
type Signed = ReturnType<typeof by> & LawSeal;

/** What the vault gives for this act, to be written with the row: it judges who acts anew, and no row counts without it. */
const sealedBy = async (scene: Scene, vault: VaultClient, act: Act): Promise<Signed | Refusal<LawRefusal>> => {
  const { context, mac } = scene.viewer;
  const sealed = await vault.sealAct({ context, mac, at: scene.clock.now(), act });
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
  const law = await toChange(scene, vault, hash);
  if (isRefusal(law)) return law;
  if (law.state === 'proposed') return refuse('already_proposed');
  if (law.state === 'on' || law.state === 'later' || law.state === 'unchecked') return refuse('already_on');
  if (validFrom < today(scene)) return refuse('law_day_past', { field: 'valid_from' });
  const id = newId();
  const sealed = await sealedBy(scene, vault, { does: 'propose-law', id, hash, validFrom });
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
  const law = await toChange(scene, vault, hash);
  if (isRefusal(law)) return law;
  if (law.state !== 'proposed' || law.proposal === null) return refuse('already_answered');
  const second = mayAnswerLaw(scene.viewer, law.proposal.proposed, law.entry.two_bodies);
  if (isRefusal(second)) return second;
  const { id, proposed } = law.proposal;
  const sealed = await sealedBy(scene, vault, { does: 'answer-law', proposalId: id, answer });
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
export const endLaw = async (scene: Scene, vault: VaultClient, hash: string): Result<{ hash: string }> => {
  const may = maySwitchLaw(scene.viewer);
  if (isRefusal(may)) return may;
  const law = await toChange(scene, vault, hash);
  if (isRefusal(law)) return law;
  if (!['on', 'later', 'unchecked'].includes(law.state) || law.proposal === null) return refuse('already_off');
  const { id, proposed, answered } = law.proposal;
  await insertEnd(scene.tx, id, by(scene));
  const audience = [proposed.organisationId, ...(answered ? [answered.organisationId] : [])];
  scene.emit({ type: 'identity.law_ended', ...about(law, id), audience });
  return { hash };
};

const waitingAmong = (scene: Scene, laws: readonly LawView[]): number =>
  laws.filter(
    ({ state, proposal, entry }) =>
      state === 'proposed' &&
      proposal !== null &&
      !isRefusal(mayAnswerLaw(scene.viewer, proposal.proposed, entry.two_bodies)),
  ).length;

/**
 * Proposals that wait for this viewer as the second person; null for who switches nothing. The vault is asked only when a row says that
 * something waits, and a row that it does not vouch for calls nobody; while it is silent rows are believed, for nothing opens meanwhile.
 */
export const countLawsWaiting = async (scene: Scene, vault: VaultClient): Promise<number | null> => {
  if (isRefusal(maySwitchLaw(scene.viewer))) return null;
  const proposals = await lawProposals(scene.tx);
  const asRowsSay = waitingAmong(scene, views(scene, proposals, null));
  if (asRowsSay === 0) return 0;
  return waitingAmong(scene, views(scene, proposals, await vouchedBy(scene, vault)));
};
