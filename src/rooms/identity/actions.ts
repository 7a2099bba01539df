import type { Uuid } from '../../platform/ids.ts';
import { isRefusal, type Outcome, refuse } from '../../platform/outcome.ts';
import {
  type Basis,
  type Compartment,
  type SealedRows,
  sealForBodies,
  type SubjectToSeal,
  vaultOrganisationId,
} from '../../platform/sealing/index.ts';
import type { OpenRefusal, CommonRefusal, VaultClient } from '../../platform/vault-client/index.ts';
import type { Viewer } from '../../platform/viewer.ts';
import type { Scene } from '../../profile/index.ts';
import { mayAskToOpen } from './access.ts';
import type { IdentityRefusal } from './facts.ts';
import {
  findHolders,
  findPublicKeys,
  findSealedFields,
  type Holder,
  insertSealed,
  type SealedFieldName,
} from './store.ts';

/** An organisation that shall be able to open, why, and which compartments. */
export type Recipient = {
  readonly organisationId: Uuid;
  readonly basis: Basis;
  readonly compartments: readonly Compartment[];
};

/** Stores what was sealed with {@link SealedRows}, in the caller's transaction. */
export const storeSealed = (scene: Scene, rows: SealedRows): Promise<void> => insertSealed(scene.tx, rows);

/** The public keys of organisations (and of the vault), by organisation. */
export const organisationKeys = (scene: Scene, organisationIds: readonly Uuid[]) =>
  findPublicKeys(scene.tx, [...new Set([...organisationIds, vaultOrganisationId])]);

/** Subjects that go to the same organisations on the same grounds. */
export type ToSeal = { readonly subjects: readonly SubjectToSeal[]; readonly recipients: readonly Recipient[] };

const joined = (all: readonly SealedRows[]): SealedRows => ({
  envelopes: all.flatMap((rows) => rows.envelopes),
  dataKeys: all.flatMap((rows) => rows.dataKeys),
  dataKeyWraps: all.flatMap((rows) => rows.dataKeyWraps),
  sealedFields: all.flatMap((rows) => rows.sealedFields),
  eraseInbox: all.flatMap((rows) => rows.eraseInbox),
});

/**
 * Seals texts of several groups of subjects, each to its organisations, and stores them in one call. Needs public keys
 * only. Throws when an organisation has no key: the vault makes one for every body with accounts, so that is a fault of
 * the installation.
 */
export const sealForEach = async (scene: Scene, groups: readonly ToSeal[]): Promise<void> => {
  const keys = await organisationKeys(
    scene,
    groups.flatMap(({ recipients }) => recipients.map((one) => one.organisationId)),
  );
  const keyOf = (organisationId: Uuid) => {
    const key = keys.get(organisationId);
    if (!key) throw new Error(`the organisation ${organisationId} has no key to seal to`);
    return key;
  };
  const common = { vaultKey: keyOf(vaultOrganisationId), by: scene.viewer.staffId, at: scene.clock.now() };
  const sealed: SealedRows[] = [];
  for (const { subjects, recipients } of groups)
    sealed.push(
      await sealForBodies({
        ...{ ...common, subjects },
        recipients: recipients.map((one) => ({ ...one, ...keyOf(one.organisationId) })),
      }),
    );
  await storeSealed(scene, joined(sealed));
};

/** Seals texts of subjects to organisations and stores them, as {@link sealForEach}. */
export const sealFor = (
  scene: Scene,
  subjects: readonly SubjectToSeal[],
  recipients: readonly Recipient[],
): Promise<void> => sealForEach(scene, [{ subjects, recipients }]);

/** Who could have which compartment of these subjects opened, and why: for the panel *who can see this*. */
export const holders = (scene: Scene, subjectIds: readonly Uuid[]): Promise<readonly Holder[]> =>
  findHolders(scene.tx, subjectIds);

/** Names of sealed fields the viewer's organisation could have opened; never their texts. */
export const sealedFields = (scene: Scene, subjectIds: readonly Uuid[]): Promise<readonly SealedFieldName[]> =>
  findSealedFields(scene.tx, subjectIds);

/** What shall be opened, for which purpose; `about` goes into the journal line the vault writes first. */
export type Opening = {
  readonly subjectId: Uuid;
  readonly compartments: readonly Compartment[];
  readonly purpose: string;
  readonly about?: { readonly caseId?: Uuid; readonly reportId?: Uuid; readonly personId?: Uuid };
};

/** Opened texts by compartment and field. */
export type Opened = Readonly<Record<string, Readonly<Record<string, string>>>>;

const told: Readonly<Record<OpenRefusal | CommonRefusal, IdentityRefusal>> = {
  'context-not-valid': 'session_over',
  'session-ended': 'session_over',
  'not-allowed': 'may_not_open',
  'not-permitted': 'may_not_open',
  'compartment-not-allowed': 'may_not_open_compartment',
  'purpose-not-allowed': 'may_not_for_purpose',
  'not-own-report': 'may_not_open_others',
  'record-too-old': 'record_too_old',
  'no-placement': 'no_placement',
  'packet-closed': 'packet_closed',
  'no-basis': 'no_basis',
  'consent-withdrawn': 'consent_withdrawn',
  'consent-expired': 'consent_expired',
  'not-in-consent': 'not_in_consent',
  'key-revoked': 'key_revoked',
  locked: 'locked',
  'law-not-switched-on': 'law_not_switched_on',
  'not-in-law': 'not_in_law',
  erased: 'erased',
  restricted: 'restricted',
  damaged: 'damaged',
  budget: 'too_many_openings',
  busy: 'too_many_openings',
  'bad-request': 'no_basis',
  'vault-down': 'unavailable',
  'vault-fault': 'unavailable',
};

const refusedBy = (code: string): IdentityRefusal =>
  Object.entries(told).find(([vaults]) => vaults === code)?.[1] ?? 'unavailable';

const signed = ({ context, mac }: Viewer) => ({ context, mac });

/**
 * Asks the vault to open compartments of a subject. The vault checks context, role, purpose and basis, commits its
 * journal line and only then answers.
 */
export const openIdentity = async (
  vault: VaultClient,
  viewer: Viewer,
  opening: Opening,
): Promise<Outcome<Opened, IdentityRefusal>> => {
  const may = mayAskToOpen(viewer, opening);
  if (isRefusal(may)) return may;
  const { subjectId, purpose, about } = opening;
  const answer = await vault.open({
    ...signed(viewer),
    ...{ subjectId, purpose, reason: purpose, compartments: [...opening.compartments] },
    ...(about ? { about } : {}),
  });
  return isRefusal(answer) ? refuse(refusedBy(answer.refused)) : answer.fields;
};

/** Asks the vault for the key of one sealed file; the same checks and journal line as {@link openIdentity}. */
export const openSealedFile = async (
  vault: VaultClient,
  viewer: Viewer,
  opening: Omit<Opening, 'compartments'> & {
    readonly compartment: Compartment;
    readonly fileId: Uuid;
    /** What the vault's line says beside the purpose; the purpose itself unless said otherwise. */
    readonly reason?: string;
  },
): Promise<Outcome<string, IdentityRefusal>> => {
  const { subjectId, compartment, fileId, purpose, about, reason = purpose } = opening;
  const may = mayAskToOpen(viewer, { compartments: [compartment], purpose });
  if (isRefusal(may)) return may;
  const answer = await vault.openFile({
    ...signed(viewer),
    ...{ subjectId, compartment, fileId, purpose, reason },
    ...(about ? { about } : {}),
  });
  return isRefusal(answer) ? refuse(refusedBy(answer.refused)) : answer.fileKey;
};
