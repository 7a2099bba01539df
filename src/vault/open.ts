import { isRefusal, type Refusal, refuse } from '../platform/outcome.ts';
import type { JournalEntry } from '../platform/journal.ts';
import { openField } from '../platform/sealing/field.ts';
import { fileField } from '../platform/sealing/file.ts';
import type { Compartment } from '../platform/sealing/wraps.ts';
import type { OpenRefusal, VaultOutcome, VaultRequest } from '../platform/vault-client/contract.ts';
import { type Context, readContext, stillGranted, verifyViewer, type VerifiedViewer } from './context.ts';
import { closedToAll } from './restriction.ts';
import { judgeBases, whyNothing } from './bases.ts';
import { tiesOf } from './caseload.ts';
import { asDamage, dataKeyOf, livingKeys, opening } from './held-keys.ts';
import { outOfReach } from './reach.ts';
import { record, subjectEntry } from './store/journal.ts';
import { housesSomebody } from './store/houses.ts';
import { isOpenPacket } from './store/packets.ts';
import { type HeldKey, heldKeys, sealedFields } from './store/sealed.ts';
import { now, today, type Vault } from './vault.ts';

type Wanted = Omit<VaultRequest<'open'>, 'context' | 'mac'>;

const entryOf = (type: string, wanted: Wanted, data: JournalEntry['data'] = {}): JournalEntry => ({
  ...subjectEntry(type, wanted),
  data: { compartments: wanted.compartments, purpose: wanted.purpose, reason: wanted.reason, ...data },
});

const write = (vault: Vault, { staff, organisation }: Context, entry: JournalEntry): Promise<void> =>
  record(vault.database, { organisationId: organisation, staffId: staff, now: now(vault) }, entry);

const missingRight = (viewer: VerifiedViewer, wanted: Wanted): OpenRefusal | null => {
  if (viewer.context.kind !== 'staff') return 'not-allowed';
  if (!wanted.compartments.every((compartment) => stillGranted(viewer, 'opens', compartment)))
    return 'compartment-not-allowed';
  return stillGranted(viewer, 'purposes', wanted.purpose) ? null : 'purpose-not-allowed';
};

export type Granted = { readonly viewer: VerifiedViewer; readonly held: readonly HeldKey[] };

/** Each compartment asked for must hang under a living envelope of the viewer's organisation, on a ground that stands. */
const heldToday = async (
  vault: Vault,
  viewer: VerifiedViewer,
  wanted: Wanted,
): Promise<readonly HeldKey[] | OpenRefusal> => {
  const { organisationIds } = viewer.person;
  const held = await heldKeys(vault.database, { ...wanted, organisationIds });
  const { standing, refusals } = await judgeBases(vault, held, wanted);
  const missing = wanted.compartments.filter((part) => !standing.some(({ compartment }) => compartment === part));
  if (missing.length === 0) return standing;
  return refusals[0] ?? whyNothing(vault, wanted.subjectId, { organisationIds, compartments: missing });
};

/** Where a house stands is opened for somebody who is to live there or lives there, by a body of that placement; never out of interest. */
const isForPlacement = async (vault: Vault, { person }: VerifiedViewer, wanted: Wanted): Promise<boolean> =>
  !wanted.compartments.includes('shelter_address') ||
  housesSomebody(vault.database, wanted.subjectId, person.organisationIds);

/** What was sent with a referral is opened by the body that accepted it, until its last day. */
const isClosedPacket = async (vault: Vault, { person }: VerifiedViewer, { subjectId }: Wanted): Promise<boolean> =>
  (await isOpenPacket(vault.database, subjectId, { bodies: person.organisationIds, on: today(vault) })) === false;

const grant = async (vault: Vault, viewer: VerifiedViewer, wanted: Wanted): Promise<Granted | OpenRefusal> => {
  const right = missingRight(viewer, wanted);
  if (right) return right;
  const tooFar = await outOfReach(vault, viewer.person, wanted);
  if (tooFar) return tooFar;
  if (!(await isForPlacement(vault, viewer, wanted))) return 'no-placement';
  if (await isClosedPacket(vault, viewer, wanted)) return 'packet-closed';
  const closed = await closedToAll(vault, wanted.subjectId, {
    ...{ organisationIds: viewer.person.organisationIds, purpose: wanted.purpose },
  });
  if (closed) return closed;
  const held = await heldToday(vault, viewer, wanted);
  if (typeof held === 'string') return held;
  return vault.budget.spend(viewer.context.session, wanted.subjectId) ? { viewer, held } : 'budget';
};

const basesOf = (held: readonly HeldKey[]): string[] =>
  [...new Set(held.map((key) => `${key.basisKind}:${key.basisCode}`))].sort();

const refused = async (
  vault: Vault,
  context: Context,
  wanted: Wanted,
  code: OpenRefusal,
): Promise<Refusal<OpenRefusal>> => {
  await write(vault, context, entryOf('identity.open-refused', wanted, { refused: code }));
  return refuse(code);
};

/**
 * Decides, and writes the decision down before anything is opened. Only a context that we never signed is refused
 * without a line, for it names nobody.
 */
export const decide = async (vault: Vault, request: VaultRequest<'open'>): Promise<Granted | Refusal<OpenRefusal>> => {
  const { context: text, mac, ...wanted } = request;
  const context = readContext(vault, { context: text, mac });
  if (!context) return refuse('context-not-valid');
  const viewer = await verifyViewer(vault, { context: text, mac });
  if (isRefusal(viewer)) return refused(vault, context, wanted, viewer.refused);
  const granted = await grant(vault, viewer, wanted);
  if (typeof granted === 'string') return refused(vault, context, wanted, granted);
  const ties = await tiesOf(vault, viewer.person, wanted.subjectId);
  await write(vault, context, entryOf('identity.opened', wanted, { bases: basesOf(granted.held), ...ties }));
  return granted;
};

/** What does not open although everybody may was altered or moved: nothing of it is given, and that is written down. */
export const openGranted = async (
  vault: Vault,
  wanted: Wanted,
  { viewer, held }: Granted,
): Promise<OpenedFields | Refusal<OpenRefusal>> => {
  const opened = await asDamage(() => openHeld(vault, wanted.subjectId, held));
  return opened ?? refused(vault, viewer.context, wanted, 'damaged');
};

/** Opened texts by compartment and field. */
export type OpenedFields = Partial<Record<Compartment, Record<string, string>>>;

/** Opens everything under keys whose ground was judged and whose line was written. Throws damage where something does not open. */
export const openHeld = async (vault: Vault, subjectId: string, held: readonly HeldKey[]): Promise<OpenedFields> => {
  const living = await livingKeys(vault, subjectId, held);
  const stored = await sealedFields(
    vault.database,
    living.map(({ held: { dataKeyId } }) => dataKeyId),
  );
  const opened: OpenedFields = {};
  for (const { held: one, eraseKey } of living) {
    const dataKey = await dataKeyOf(vault, subjectId, { held: one, eraseKey });
    const fields: Record<string, string> = { ...opened[one.compartment] };
    for (const { field, blob } of stored.filter(({ dataKeyId }) => dataKeyId === one.dataKeyId))
      fields[field] = opening(() => openField(dataKey, blob, { subjectId, dataKeyId: one.dataKeyId, field }));
    opened[one.compartment] = fields;
    dataKey.fill(0);
  }
  return opened;
};

/** Files have their own call: their keys do not leave with the texts. */
export const withoutFileKeys = (opened: OpenedFields): Record<string, Record<string, string>> =>
  Object.fromEntries(
    Object.entries(opened).map(([compartment, fields]) => [
      compartment,
      Object.fromEntries(Object.entries(fields).filter(([field]) => !field.startsWith(fileField('')))),
    ]),
  );

/**
 * Opens compartments of one subject for a signed-in person: context and session hold, a role opens each compartment
 * of this subject and knows the purpose, the organisation holds a living envelope, the hour's budget is not spent. The journal line is
 * committed before anything is opened; whatever then happens to the answer, the line stands.
 */
export const open = async (vault: Vault, request: VaultRequest<'open'>): Promise<VaultOutcome<'open'>> => {
  const granted = await decide(vault, request);
  if (isRefusal(granted)) return granted;
  const opened = await openGranted(vault, request, granted);
  return isRefusal(opened) ? opened : { fields: withoutFileKeys(opened) };
};

/** Opens the key of one file, under the same conditions and with the same journal line. A file that is not there: `no-basis`. */
export const openFile = async (vault: Vault, request: VaultRequest<'openFile'>): Promise<VaultOutcome<'openFile'>> => {
  const { fileId, compartment, ...rest } = request;
  const asked = { ...rest, compartments: [compartment] };
  const granted = await decide(vault, asked);
  if (isRefusal(granted)) return granted;
  const opened = await openGranted(vault, asked, granted);
  if (isRefusal(opened)) return opened;
  const fileKey = opened[compartment]?.[fileField(fileId)];
  return fileKey === undefined ? refuse('no-basis') : { fileKey };
};
