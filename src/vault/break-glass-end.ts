import { asProgram } from '../platform/database/index.ts';
import { appendToJournal } from '../platform/journal.ts';
import { type Outcome, refuse } from '../platform/outcome.ts';
import type { BreakGlassRefusal, VaultAnswers, VaultOutcome, VaultRequest } from '../platform/vault-client/contract.ts';
import { authorOf, entryOf, missingPermit, type Step, takeStep } from './break-glass-checks.ts';
import {
  endBreakGlassAt,
  findBreakGlass,
  type FoundBreakGlass,
  removeEndedKeys,
  tellBodies,
} from './store/break-glass.ts';
import { now, type Vault } from './vault.ts';

/** Removes the keys of every emergency that is over. Until it ran the clock refuses already. */
export const endBreakGlass = (vault: Vault): Promise<number> =>
  asProgram(vault.database, (tx) => removeEndedKeys(tx, now(vault)));

type Ended = Outcome<VaultAnswers['breakGlassEnd'], BreakGlassRefusal>;

const mayEnd = ({ viewer }: Step, row: FoundBreakGlass): boolean =>
  row.requestedBy === viewer.context.staff ||
  (viewer.person.organisationIds.some((id) => row.audience.includes(id)) &&
    (['identity.approve-emergency', 'identity.review-emergency'] as const).some(
      (permit) => missingPermit(viewer, permit) === null,
    ));

const end = async (step: Step, requestId: string): Promise<Ended> => {
  const { vault, viewer, at } = step;
  const missing = missingPermit(viewer, 'identity.see-emergencies');
  if (missing) return refuse(missing);
  const row = await findBreakGlass(vault.database, requestId);
  if (!row || !mayEnd(step, row)) return refuse('unknown-request');
  if (row.answer !== 'approved') return refuse('not-approved');
  return asProgram(vault.database, async (tx) => {
    if (!(await endBreakGlassAt(tx, row.id, { at, by: viewer.context.staff }))) return refuse('emergency-over');
    await removeEndedKeys(tx, at);
    await tellBodies(tx, row.audience, { id: row.id, stage: 'ended', at });
    await appendToJournal(tx, authorOf(vault, viewer.context), [entryOf('identity.emergency_ended', row)]);
    return { endsAt: at };
  });
};

/** Ends an emergency before its time: who asked, or anybody of the bodies concerned who may approve or review. Its keys go at once. */
export const breakGlassEnd = (
  vault: Vault,
  request: VaultRequest<'breakGlassEnd'>,
): Promise<VaultOutcome<'breakGlassEnd'>> =>
  takeStep(vault, { step: 'end', asked: request }, (step) => end(step, request.requestId));
