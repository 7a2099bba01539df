import { asProgram } from '../platform/database/index.ts';
import { appendToJournal, type JournalEntry } from '../platform/journal.ts';
import { type Outcome, refuse } from '../platform/outcome.ts';
import type { BreakGlassRefusal, VaultAnswers, VaultOutcome, VaultRequest } from '../platform/vault-client/contract.ts';
import { judgeBases } from './bases.ts';
import { authorOf, missingPermit, missingRight, type Step, takeStep } from './break-glass-checks.ts';
import { asDamage } from './held-keys.ts';
import { openHeld, withoutFileKeys } from './open.ts';
import { findBreakGlass, type FoundBreakGlass, tellBodies } from './store/break-glass.ts';
import { subjectEntry } from './store/journal.ts';
import { type HeldKey, heldKeys } from './store/sealed.ts';
import type { Vault } from './vault.ts';

type Approved = FoundBreakGlass & { readonly endsAt: NonNullable<FoundBreakGlass['endsAt']> };
type Opened = Outcome<VaultAnswers['breakGlassOpen'], BreakGlassRefusal>;

/** Who asked, and nobody else, while the minutes run: told from the row and from the clock, whatever keys still lie there. */
const approvedOf = ({ viewer, at }: Step, row: FoundBreakGlass | null): Approved | BreakGlassRefusal => {
  const missing = missingPermit(viewer, 'identity.ask-emergency');
  if (missing) return missing;
  if (!row) return 'unknown-request';
  const { staff, organisation } = viewer.context;
  if (row.requestedBy !== staff || row.requestedByOrganisation !== organisation) return 'not-yours';
  const { endsAt } = row;
  if (row.answer !== 'approved' || endsAt === null) return 'not-approved';
  if (endsAt <= at) return 'emergency-over';
  return missingRight(viewer, row) ?? { ...row, endsAt };
};

/** The keys lent for this emergency, one for each data key. */
const lentKeys = async ({ vault }: Step, row: Approved): Promise<readonly HeldKey[] | null> => {
  const wanted = {
    subjectId: row.personId,
    compartments: row.compartments,
    organisationIds: [row.requestedByOrganisation],
  };
  const held = await heldKeys(vault.database, { ...wanted, heldBy: ['break_glass'] });
  const { standing: lent } = await judgeBases(
    vault,
    held.filter(({ basisCode }) => basisCode === row.id),
    { subjectId: row.personId },
  );
  return row.compartments.every((part) => lent.some(({ compartment }) => compartment === part)) ? lent : null;
};

const lineOf = ({ id, caseId, personId, compartments, purpose, audience }: Approved): JournalEntry => ({
  ...subjectEntry('identity.opened', { subjectId: personId, about: { caseId, personId } }),
  ...{ audience, data: { compartments, purpose, reason: purpose, bases: [`break_glass:${id}`] } },
});

/** The line and the alerts are committed before anything is opened. */
const note = ({ vault, viewer, at }: Step, row: Approved): Promise<void> =>
  asProgram(vault.database, async (tx) => {
    await tellBodies(tx, row.audience, { id: row.id, stage: 'opened', at });
    await appendToJournal(tx, authorOf(vault, viewer.context), [lineOf(row)]);
  });

const openRow = async (step: Step, requestId: string): Promise<Opened> => {
  const { vault, viewer } = step;
  const row = approvedOf(step, await findBreakGlass(vault.database, requestId));
  if (typeof row === 'string') return refuse(row);
  const lent = await lentKeys(step, row);
  if (!lent) return refuse('no-basis');
  if (!vault.budget.spend(viewer.context.session, row.personId)) return refuse('budget');
  await note(step, row);
  const opened = await asDamage(() => openHeld(vault, row.personId, lent));
  return opened ? { fields: withoutFileKeys(opened), endsAt: row.endsAt } : refuse('damaged');
};

/**
 * Opens what was approved for an emergency, for the person who asked and as long as it lasts. The hour's budget holds;
 * every opening is in the journal and told to the bodies concerned before it is answered.
 */
export const breakGlassOpen = (
  vault: Vault,
  request: VaultRequest<'breakGlassOpen'>,
): Promise<VaultOutcome<'breakGlassOpen'>> =>
  takeStep(vault, { step: 'open', asked: request }, (step) => openRow(step, request.requestId));
