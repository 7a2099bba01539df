import { type Instant, instantPlus } from '../platform/clock.ts';
import { asProgram } from '../platform/database/index.ts';
import { newId } from '../platform/ids.ts';
import { appendToJournal } from '../platform/journal.ts';
import { type Outcome, refuse } from '../platform/outcome.ts';
import type { BreakGlassRefusal, VaultAnswers, VaultOutcome, VaultRequest } from '../platform/vault-client/contract.ts';
import { judgeBases } from './bases.ts';
import { authorOf, entryOf, isFresh, missingPermit, missingRight, type Step, takeStep } from './break-glass-checks.ts';
import { type SealedReason, sealReason, storeReason } from './break-glass-reason.ts';
import {
  addBreakGlass,
  bodiesToAsk,
  type BreakGlass,
  caseSeenBy,
  hasLivingRequest,
  tellBodies,
} from './store/break-glass.ts';
import { heldKeys } from './store/sealed.ts';
import { lockSharing } from './store/sharing.ts';
import type { Vault } from './vault.ts';

type Wanted = VaultRequest<'breakGlassRequest'>;
type Asked = Outcome<VaultAnswers['breakGlassRequest'], BreakGlassRefusal>;

/** Later by whole minutes. */
export const minutesAfter = (at: Instant, minutes: number): Instant => instantPlus(at, minutes * 60_000);

/** True when the body holds every part today on a ground that stands. */
export const holdsAll = async (
  vault: Vault,
  { personId, compartments }: Pick<BreakGlass, 'personId' | 'compartments'>,
  organisationIds: readonly string[],
): Promise<boolean> => {
  const held = await heldKeys(vault.database, { subjectId: personId, compartments, organisationIds });
  const { standing } = await judgeBases(vault, held, { subjectId: personId });
  return compartments.every((part) => standing.some(({ compartment }) => compartment === part));
};

/** The bodies that could approve: others than the asking one, that hold all of it and have somebody with the permit. */
const addressees = async ({ vault, viewer }: Step, asked: Pick<BreakGlass, 'personId' | 'compartments'>) => {
  const bodies = await bodiesToAsk(vault.database, { ...asked, beside: viewer.person.organisationIds });
  const able: string[] = [];
  for (const body of bodies) if (await holdsAll(vault, asked, [body])) able.push(body);
  return able;
};

/** Everything that has to hold before anything is asked; null when it does. */
const refusalOf = ({ vault, viewer }: Step, { compartments }: Wanted): BreakGlassRefusal | null => {
  const missing = missingPermit(viewer, 'identity.ask-emergency');
  if (missing) return missing;
  if (!isFresh(vault, viewer.context)) return 'sign-in-not-fresh';
  const { breakGlass } = vault;
  if (!compartments.every((part) => breakGlass.compartments.includes(part))) return 'compartment-not-allowed';
  return missingRight(viewer, { compartments, purpose: breakGlass.purpose });
};

const requestOf = async (step: Step, wanted: Wanted): Promise<BreakGlass | BreakGlassRefusal> => {
  const { vault, viewer, at } = step;
  const seen = await caseSeenBy(vault.database, wanted.caseId, viewer.person.organisationIds);
  if (!seen) return 'unknown-case';
  const asked = { personId: seen.personId, compartments: [...new Set(wanted.compartments)] };
  const addressed = await addressees(step, asked);
  if (addressed.length === 0) return 'nobody-to-approve';
  const { organisation, staff } = viewer.context;
  const told = [organisation, seen.leadOrganisationId, ...vault.breakGlass.told, ...addressed];
  return {
    ...asked,
    ...{ id: newId(), caseId: wanted.caseId, purpose: vault.breakGlass.purpose, requestedBy: staff },
    ...{ requestedByOrganisation: organisation, requestedAt: at },
    answerUntil: minutesAfter(at, vault.breakGlass.answerMinutes),
    ...{ addressed, audience: [...new Set(told)] },
  };
};

/** Request, sealed reason, alerts and line stand together or not at all. */
const store = ({ vault, viewer, at }: Step, row: BreakGlass, reason: SealedReason): Promise<Asked> =>
  asProgram(vault.database, async (tx) => {
    await lockSharing(tx, row.personId);
    if (await hasLivingRequest(tx, row, at)) return refuse('already-asked');
    await addBreakGlass(tx, row);
    await storeReason(tx, reason);
    await tellBodies(tx, row.audience, { id: row.id, stage: 'requested', at });
    const data = { compartments: row.compartments, purpose: row.purpose, addressed: row.addressed };
    const entry = entryOf('identity.emergency_requested', row, data);
    await appendToJournal(tx, authorOf(vault, viewer.context), [entry]);
    return { requestId: row.id, addressed: row.addressed.length };
  });

const ask = async (step: Step, wanted: Wanted): Promise<Asked> => {
  const refusal = refusalOf(step, wanted);
  if (refusal) return refuse(refusal);
  const row = await requestOf(step, wanted);
  return typeof row === 'string' ? refuse(row) : store(step, row, await sealReason(step.vault, row, wanted.reason));
};

/**
 * Asks, in an emergency, to open parts of a person of a case one's body sees, without a ground of one's own: opens
 * nothing. Whom it is about, who holds it and who is told are read from rows. The bodies that could approve are asked,
 * the data-protection officer's, the leading and the coordinating body are alarmed.
 */
export const breakGlassRequest = (vault: Vault, request: Wanted): Promise<VaultOutcome<'breakGlassRequest'>> =>
  takeStep(vault, { step: 'request', asked: request }, (step) => ask(step, request));
