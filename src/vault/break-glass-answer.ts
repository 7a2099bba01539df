import { asProgram } from '../platform/database/index.ts';
import { appendToJournal } from '../platform/journal.ts';
import { type Outcome, refuse } from '../platform/outcome.ts';
import { wrapForBody, type WrappedForBody } from '../platform/sealing/seal.ts';
import type { BreakGlassRefusal, VaultAnswers, VaultOutcome, VaultRequest } from '../platform/vault-client/contract.ts';
import { judgeBases } from './bases.ts';
import { minutesAfter } from './break-glass.ts';
import { authorOf, entryOf, isFresh, missingPermit, missingRight, type Step, takeStep } from './break-glass-checks.ts';
import { borrowerOf } from './break-glass-reason.ts';
import { asDamage, type LivingKey, livingKeys } from './held-keys.ts';
import { layOpen } from './share.ts';
import {
  type Answer,
  answerBreakGlass,
  findBreakGlass,
  type FoundBreakGlass,
  tellBodies,
} from './store/break-glass.ts';
import { personById } from './store/people.ts';
import { heldKeys } from './store/sealed.ts';
import { addEnvelope, lockSharing } from './store/sharing.ts';
import { today, type Vault } from './vault.ts';

type Done = VaultAnswers['breakGlassAnswer'];
type Answered = Outcome<Done, BreakGlassRefusal>;

/** One person, or two of one body, can never do it: the bodies of both are read from the directory, not from the request. */
const secondPerson = async ({ vault, viewer }: Step, row: FoundBreakGlass): Promise<BreakGlassRefusal | null> => {
  const requester = await personById(vault.database, row.requestedBy, today(vault));
  if (requester?.state !== 'active' || requester.organisationId !== row.requestedByOrganisation)
    return 'unknown-request';
  const isSame = viewer.person.organisationIds.some((id) => requester.organisationIds.includes(id));
  return isSame ? 'same-organisation' : null;
};

const refusalOf = async (step: Step, row: FoundBreakGlass | null): Promise<BreakGlassRefusal | null> => {
  const { vault, viewer, at } = step;
  const missing = missingPermit(viewer, 'identity.approve-emergency');
  if (missing) return missing;
  if (!row || !viewer.person.organisationIds.some((id) => row.audience.includes(id))) return 'unknown-request';
  const second = await secondPerson(step, row);
  if (second) return second;
  if (!viewer.person.organisationIds.some((id) => row.addressed.includes(id))) return 'unknown-request';
  if (!isFresh(vault, viewer.context)) return 'sign-in-not-fresh';
  if (row.answer !== null) return 'already-answered';
  return row.answerUntil <= at ? 'request-lapsed' : null;
};

/** The keys the approving body holds today on a ground that stands: it can give no more than it has. */
const keysToLend = async ({ vault, viewer }: Step, row: FoundBreakGlass): Promise<readonly LivingKey[] | null> => {
  const { organisationIds } = viewer.person;
  const wanted = { subjectId: row.personId, compartments: row.compartments, organisationIds };
  const { standing } = await judgeBases(vault, await heldKeys(vault.database, wanted), {
    subjectId: row.personId,
  });
  const living = await livingKeys(vault, row.personId, standing);
  return row.compartments.every((part) => living.some(({ held }) => held.compartment === part)) ? living : null;
};

const lend = async (
  { vault, at }: Step,
  row: FoundBreakGlass,
  living: readonly LivingKey[],
): Promise<WrappedForBody> => {
  const recipient = await borrowerOf(vault, row.id, row.requestedByOrganisation, row.compartments);
  const keys = await Promise.all(living.map((one) => layOpen(vault, row.personId, one)));
  const made = await wrapForBody(recipient, keys, at);
  for (const { key } of keys) key.fill(0);
  return made;
};

const answerOf = ({ vault, viewer, at }: Step, approve: boolean): Answer => ({
  answer: approve ? 'approved' : 'declined',
  ...{ by: viewer.context.staff, organisationId: viewer.context.organisation, at },
  endsAt: approve ? minutesAfter(at, vault.breakGlass.minutes) : null,
  reviewUntil: approve ? minutesAfter(at, vault.breakGlass.reviewHours * 60) : null,
});

/** Answer, alerts, line and keys stand together or not at all. */
const store = (step: Step, row: FoundBreakGlass, lent: WrappedForBody | null): Promise<Answered> =>
  asProgram(step.vault.database, async (tx) => {
    const { vault, viewer, at } = step;
    const given = answerOf(step, lent !== null);
    await lockSharing(tx, row.personId);
    if (!(await answerBreakGlass(tx, row.id, given))) return refuse('already-answered');
    await tellBodies(tx, row.audience, { id: row.id, stage: given.answer, at });
    const data = { compartments: row.compartments, until: given.endsAt };
    const entry = entryOf(lent ? 'identity.emergency_approved' : 'identity.emergency_declined', row, data);
    await appendToJournal(tx, authorOf(vault, viewer.context), [entry]);
    if (lent) await addEnvelope(tx, lent);
    return { endsAt: given.endsAt };
  });

const answer = async (step: Step, { requestId, approve }: VaultRequest<'breakGlassAnswer'>): Promise<Answered> => {
  const row = await findBreakGlass(step.vault.database, requestId);
  const refusal = await refusalOf(step, row);
  if (refusal || !row) return refuse(refusal ?? 'unknown-request');
  if (!approve) return store(step, row, null);
  const right = missingRight(step.viewer, row);
  if (right) return refuse(right);
  const living = await keysToLend(step, row);
  if (!living) return refuse('no-basis');
  const stored = await asDamage(async () => store(step, row, await lend(step, row, living)));
  return stored ?? refuse('damaged');
};

/**
 * Approves or declines a request in an emergency: a person of another body that holds all of it, who has just proved who
 * she is. Approved, who asked, and nobody else, may open for some minutes by keys that the vault removes afterwards.
 */
export const breakGlassAnswer = (
  vault: Vault,
  request: VaultRequest<'breakGlassAnswer'>,
): Promise<VaultOutcome<'breakGlassAnswer'>> =>
  takeStep(vault, { step: 'answer', asked: request }, (step) => answer(step, request));
