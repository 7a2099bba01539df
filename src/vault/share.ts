import { asProgram, type Transaction } from '../platform/database/index.ts';
import { appendToJournal, type JournalAuthor, type JournalEntry } from '../platform/journal.ts';
import { isRefusal, type Outcome, refuse } from '../platform/outcome.ts';
import { type KeyToWrap, type SealRecipient, wrapForBody } from '../platform/sealing/seal.ts';
import type { Basis, Compartment } from '../platform/sealing/wraps.ts';
import type {
  BasisRefusal,
  ShareRefusal,
  VaultAnswers,
  VaultOutcome,
  VaultRequest,
} from '../platform/vault-client/contract.ts';
import { type Context, readContext, stillGranted, type VerifiedViewer, verifyViewer } from './context.ts';
import { consentRefusal, isBuried, judgeBases, lawLetsPass } from './bases.ts';
import { asDamage, dataKeyOf, type LivingKey, livingKeys } from './held-keys.ts';
import { consentsCalled } from './store/consents.ts';
import { publish } from './organisation-keys.ts';
import { closedToAll } from './restriction.ts';
import { outOfReach } from './reach.ts';
import { record, subjectEntry } from './store/journal.ts';
import { knownOrganisations } from './store/people.ts';
import { heldKeys } from './store/sealed.ts';
import { addEnvelope, heldOnBasis, lockSharing } from './store/sharing.ts';
import { now, today, type Vault } from './vault.ts';

type Wanted = Omit<VaultRequest<'share'>, 'context' | 'mac'>;
type Shared = Outcome<VaultAnswers['share'], ShareRefusal>;
type SharingKind = Wanted['basis']['kind'];

/** Who may let another body in. By law only those who carry out a notice that the law itself foresees, and those who lead a criminal case. */
const permitsFor: Readonly<Record<SharingKind, readonly string[]>> = {
  consent: ['cases.refer-support'],
  law: ['identification.notify-minister', 'identification.report-stay', 'proceedings.lead', 'proceedings.instruct'],
};

/** What may be passed on. What a person gave by consent goes no further than her consents: a law does not carry it on. */
const passedOn: Readonly<Record<SharingKind, readonly Basis['kind'][]>> = {
  consent: ['consent', 'law', 'recipient'],
  law: ['law', 'recipient'],
};

const entryOf = (type: string, wanted: Wanted, data: JournalEntry['data'] = {}): JournalEntry => ({
  ...subjectEntry(type, wanted),
  data: {
    compartments: wanted.compartments,
    recipient: wanted.toOrganisationId,
    basis: `${wanted.basis.kind}:${wanted.basis.code}`,
    ...data,
  },
});

const authorOf = (vault: Vault, { staff, organisation }: Context): JournalAuthor => ({
  organisationId: organisation,
  staffId: staff,
  now: now(vault),
});

const missingRight = (viewer: VerifiedViewer, wanted: Wanted): ShareRefusal | null => {
  if (viewer.context.kind !== 'staff') return 'not-allowed';
  if (!permitsFor[wanted.basis.kind].some((permit) => stillGranted(viewer, 'permits', permit))) return 'not-allowed';
  if (!wanted.compartments.every((compartment) => stillGranted(viewer, 'opens', compartment)))
    return 'compartment-not-allowed';
  // Nobody outlives the withdrawal of a consent by naming a second reason for herself.
  return viewer.person.organisationIds.includes(wanted.toOrganisationId) ? 'own-organisation' : null;
};

const keysToShare = async (
  vault: Vault,
  viewer: VerifiedViewer,
  wanted: Wanted,
): Promise<readonly LivingKey[] | BasisRefusal | 'no-basis'> => {
  const { organisationIds } = viewer.person;
  const held = await heldKeys(vault.database, { ...wanted, organisationIds, heldBy: passedOn[wanted.basis.kind] });
  const { standing, refusals } = await judgeBases(vault, held, { subjectId: wanted.subjectId });
  const living = await livingKeys(vault, wanted.subjectId, standing);
  const covers = (compartment: Compartment): boolean => living.some((key) => key.held.compartment === compartment);
  return wanted.compartments.every(covers) ? living : (refusals[0] ?? 'no-basis');
};

/** Lays a data key open, to be wrapped for one more body; the caller forgets its bytes. */
export const layOpen = async (vault: Vault, subjectId: string, living: LivingKey): Promise<KeyToWrap> => {
  const { dataKeyId: id, compartment } = living.held;
  const key = await dataKeyOf(vault, subjectId, living);
  return { row: { id, subject_id: subjectId, compartment }, key, eraseKey: living.eraseKey };
};

const recipientOf = async (vault: Vault, { toOrganisationId, basis, compartments }: Wanted): Promise<SealRecipient> => {
  const { keyId, publicKey } = await publish(vault, toOrganisationId);
  return { organisationId: toOrganisationId, keyId, publicKey: Buffer.from(publicKey, 'base64'), basis, compartments };
};

type Sharing = {
  readonly author: JournalAuthor;
  readonly wanted: Wanted;
  readonly living: readonly LivingKey[];
  readonly recipient: SealRecipient;
};

const wrapAll = async (vault: Vault, { wanted, recipient }: Sharing, missing: readonly LivingKey[]) => {
  const keys = await Promise.all(missing.map((living) => layOpen(vault, wanted.subjectId, living)));
  const made = await wrapForBody(recipient, keys, now(vault));
  for (const { key } of keys) key.fill(0);
  return made;
};

/** The journal line comes first and is committed with the wraps: neither ever stands without the other. */
const handOver = async (vault: Vault, tx: Transaction, sharing: Sharing): Promise<VaultAnswers['share']> => {
  const { wanted, living, author } = sharing;
  await lockSharing(tx, wanted.subjectId);
  const ids = living.map(({ held }) => held.dataKeyId);
  const had = await heldOnBasis(tx, wanted.toOrganisationId, wanted.basis, ids);
  const missing = living.filter(({ held }) => !had.includes(held.dataKeyId));
  const isNew = (compartment: Compartment): boolean => missing.some(({ held }) => held.compartment === compartment);
  const added = wanted.compartments.filter(isNew);
  if (added.length > 0) {
    const entry = entryOf('identity.shared', { ...wanted, compartments: added });
    await appendToJournal(tx, author, [{ ...entry, audience: [wanted.toOrganisationId] }]);
    await addEnvelope(tx, await wrapAll(vault, sharing, missing));
  }
  return { added, already: wanted.compartments.filter((compartment) => !isNew(compartment)) };
};

/** The record itself must let this body in: an article switched on; a consent about this person, known to the body that shares, standing today. */
const missingGround = async (vault: Vault, viewer: VerifiedViewer, wanted: Wanted): Promise<ShareRefusal | null> => {
  const { code, kind } = wanted.basis;
  const use = { organisationId: wanted.toOrganisationId, compartments: wanted.compartments };
  if (kind === 'law') return lawLetsPass(vault, code, { ...use, givers: viewer.person.organisationIds });
  if (isBuried(vault, code)) return 'consent-withdrawn';
  const consent = (await consentsCalled(vault.database, [code])).get(code);
  const isTheirs = viewer.person.organisationIds.some((id) => consent?.audience.includes(id));
  if (consent?.personId !== wanted.subjectId || !isTheirs) return 'not-in-consent';
  return consentRefusal(consent, use, today(vault));
};

const shareAs = async (vault: Vault, viewer: VerifiedViewer, wanted: Wanted): Promise<Shared> => {
  const right = missingRight(viewer, wanted);
  if (right) return refuse(right);
  const tooFar = await outOfReach(vault, viewer.person, wanted);
  if (tooFar) return refuse(tooFar);
  const closed = await closedToAll(vault, wanted.subjectId, viewer.person);
  if (closed) return refuse(closed);
  const living = await keysToShare(vault, viewer, wanted);
  if (typeof living === 'string') return refuse(living);
  if ((await knownOrganisations(vault.database, [wanted.toOrganisationId])).length === 0)
    return refuse('unknown-organisation', { values: { organisation: wanted.toOrganisationId } });
  const ground = await missingGround(vault, viewer, wanted);
  if (ground) return refuse(ground);
  const recipient = await recipientOf(vault, wanted);
  const author = authorOf(vault, viewer.context);
  const shared = await asDamage(() =>
    asProgram(vault.database, (tx) => handOver(vault, tx, { author, wanted, living, recipient })),
  );
  return shared ?? refuse('damaged');
};

/**
 * Lets another organisation open compartments that the viewer's own holds: a role permits it and opens them herself,
 * and her organisation holds each on a living basis that may be passed on. One new envelope for the recipient; what it
 * holds on the same basis already is left as it is, and saying so is the answer. Not counted against the hour's
 * openings: the recipient's own openings are.
 */
export const share = async (vault: Vault, request: VaultRequest<'share'>): Promise<VaultOutcome<'share'>> => {
  const { context: text, mac, ...asked } = request;
  const context = readContext(vault, { context: text, mac });
  if (!context) return refuse('context-not-valid');
  const wanted = { ...asked, compartments: [...new Set(asked.compartments)] };
  const viewer = await verifyViewer(vault, { context: text, mac });
  const outcome = isRefusal(viewer) ? viewer : await shareAs(vault, viewer, wanted);
  if (isRefusal(outcome)) {
    const entry = entryOf('identity.share-refused', wanted, { refused: outcome.refused });
    await record(vault.database, authorOf(vault, context), entry);
  }
  return outcome;
};
