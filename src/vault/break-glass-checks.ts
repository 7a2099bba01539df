import { type Instant, millisecondsBetween, systemClock } from '../platform/clock.ts';
import type { JournalAuthor, JournalEntry } from '../platform/journal.ts';
import { isRefusal, type Outcome, refuse } from '../platform/outcome.ts';
import type { BreakGlassRefusal } from '../platform/vault-client/contract.ts';
import { type Context, readContext, type Signed, stillGranted, type VerifiedViewer, verifyViewer } from './context.ts';
import { type BreakGlass, findBreakGlass } from './store/break-glass.ts';
import { record } from './store/journal.ts';
import { now, type Vault } from './vault.ts';

/*
 * Opening in an emergency (GDPR art. 6(1)(d), 9(2)(c): vital interests). Two people of two bodies who both have just
 * proved who they are; never somebody who administers accounts; every step in the journal before it takes effect.
 */

export type EmergencyPermit =
  | 'identity.see-emergencies'
  | 'identity.ask-emergency'
  | 'identity.approve-emergency'
  | 'identity.review-emergency';

const administering = ['directory.administer', 'api.manage-tokens'];

const administers = ({ person }: VerifiedViewer): boolean =>
  person.roles.some(({ permits }) => administering.some((one) => permits.includes(one)));

/** Null when the viewer may take this step at all. Who administers accounts could make herself a second person. */
export const missingPermit = (viewer: VerifiedViewer, permit: EmergencyPermit): BreakGlassRefusal | null => {
  if (viewer.context.kind !== 'staff') return 'not-allowed';
  if (administers(viewer)) return 'administrators-never';
  return stillGranted(viewer, 'permits', permit) ? null : 'not-allowed';
};

/** Did the viewer prove who she is within the last minutes? Sign-ins are told by the machine's clock. */
export const isFresh = ({ breakGlass }: Vault, { issued }: Context): boolean =>
  millisecondsBetween(issued, systemClock.now()) <= breakGlass.freshMinutes * 60_000;

/** Null when the roles of the viewer open each of these parts for the purpose of emergencies. */
export const missingRight = (
  viewer: VerifiedViewer,
  { compartments, purpose }: Pick<BreakGlass, 'compartments' | 'purpose'>,
): BreakGlassRefusal | null => {
  if (!compartments.every((part) => stillGranted(viewer, 'opens', part))) return 'compartment-not-allowed';
  return stillGranted(viewer, 'purposes', purpose) ? null : 'purpose-not-allowed';
};

/** Who writes a line: the person, on the chain of her body. */
export const authorOf = (vault: Vault, { staff, organisation }: Context): JournalAuthor => ({
  organisationId: organisation,
  staffId: staff,
  now: now(vault),
});

/** A line about an emergency, for all bodies concerned. */
export const entryOf = (
  type: string,
  row: Pick<BreakGlass, 'id' | 'caseId' | 'personId' | 'audience'>,
  data: JournalEntry['data'] = {},
): JournalEntry => ({
  type,
  ...{ subject: { kind: 'break-glass', id: row.id }, caseId: row.caseId, personId: row.personId },
  ...{ audience: row.audience, data },
});

/** What a step needs to know of who takes it. */
export type Step = { readonly vault: Vault; readonly viewer: VerifiedViewer; readonly at: Instant };

type Asked = Signed & { readonly requestId?: string; readonly caseId?: string };
type Refused<Value> = Outcome<Value, BreakGlassRefusal>;

const refusedEntry = async (vault: Vault, { requestId, caseId }: Asked, data: JournalEntry['data']) => {
  const row = requestId ? await findBreakGlass(vault.database, requestId) : null;
  return {
    type: 'identity.emergency-refused',
    subject: requestId ? { kind: 'break-glass', id: requestId } : { kind: 'case', id: caseId ?? '' },
    ...(row ? { caseId: row.caseId, personId: row.personId } : {}),
    ...(caseId ? { caseId } : {}),
    ...(data ? { data } : {}),
  };
};

/**
 * Verifies who asks and takes the step; a refusal is written down under the name of who tried. Only a context that we
 * never signed is refused without a line, for it names nobody.
 */
export const takeStep = async <Value>(
  vault: Vault,
  { step, asked }: { readonly step: string; readonly asked: Asked },
  take: (step: Step) => Promise<Refused<Value>>,
): Promise<Refused<Value>> => {
  const context = readContext(vault, asked);
  if (!context) return refuse('context-not-valid');
  const viewer = await verifyViewer(vault, asked);
  const outcome = isRefusal(viewer) ? viewer : await take({ vault, viewer, at: now(vault) });
  if (!isRefusal(outcome)) return outcome;
  await record(
    vault.database,
    authorOf(vault, context),
    await refusedEntry(vault, asked, { step, refused: outcome.refused }),
  );
  return outcome;
};
