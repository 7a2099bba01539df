import { asProgram } from '../../platform/database/index.ts';
import { appendToJournal, type JournalEntry } from '../../platform/journal.ts';
import { isRefusal, type Outcome, refuse } from '../../platform/outcome.ts';
import type { EraseRefusal, VaultOutcome, VaultRequest } from '../../platform/vault-client/contract.ts';
import { readContext, stillGranted, type VerifiedViewer, verifyViewer } from '../context.ts';
import { inTurn } from '../in-turn.ts';
import { record } from '../store/journal.ts';
import { bodiesThatHoldBack, type ErasureRow, lockErasure, markApproved } from '../store/rights.ts';
import { now, today, type Vault } from '../vault.ts';
import { carryOut, waitsForKeeper } from './carry-out.ts';

const mayApprove = (viewer: VerifiedViewer): boolean =>
  viewer.context.kind === 'staff' &&
  stillGranted(viewer, 'permits', 'identity.answer-request') &&
  !viewer.person.roles.some(({ permits }) => permits.includes('directory.administer'));

/** Two different people, both of the body that answers for it, neither an administrator; and nothing that holds it back. */
const whyNot = (viewer: VerifiedViewer, request: ErasureRow | null): EraseRefusal | null => {
  if (!mayApprove(viewer)) return 'not-allowed';
  if (!request || !viewer.person.organisationIds.includes(request.organisationId)) return 'unknown-request';
  if (request.state !== 'received') return 'already-decided';
  return request.recordedBy === viewer.context.staff ? 'same-person' : null;
};

const entryOf = (request: ErasureRow): JournalEntry => ({
  type: 'identity.erasure_approved',
  subject: { kind: 'rights_request', id: request.id },
  personId: request.personId,
  caseId: request.caseId,
  audience: [request.organisationId],
  data: { requested_by: request.recordedBy, asked_by: request.askedBy, data_class: request.dataClass },
});

/** The decision is in the journal, and committed, before anything is destroyed. */
const approve = (
  vault: Vault,
  viewer: VerifiedViewer,
  requestId: string,
): Promise<Outcome<{ readonly approved: true }, EraseRefusal>> =>
  asProgram(vault.database, async (tx) => {
    const request = await lockErasure(tx, requestId);
    const refusal = whyNot(viewer, request);
    if (refusal || !request) return refuse(refusal ?? 'unknown-request');
    const held = await bodiesThatHoldBack(tx, request.personId, today(vault));
    if (held.includes(request.organisationId)) return refuse('held');
    if (await waitsForKeeper(vault, tx, request)) return refuse('keeper-locked');
    const { staff, organisation } = viewer.context;
    const at = now(vault);
    await markApproved(tx, requestId, { staffId: staff, at });
    await appendToJournal(tx, { organisationId: organisation, staffId: staff, now: at }, [entryOf(request)]);
    return { approved: true };
  });

const erase = async (
  vault: Vault,
  viewer: VerifiedViewer,
  requestId: string,
): Promise<VaultOutcome<'eraseSubject'>> => {
  const approved = await approve(vault, viewer, requestId);
  if (isRefusal(approved)) return approved;
  const done = await carryOut(vault, requestId);
  if (done === null) throw new Error('an erasure that was approved is not there');
  if (done === 'locked') return refuse('keeper-locked');
  const { certificate, signature, publicKey, keptBy } = done;
  return {
    ...{ certificate, signature: signature.toString('base64'), publicKey: publicKey.toString('base64') },
    keptBy: [...keptBy],
  };
};

/**
 * Erases what a body holds about a person, when somebody else than who recorded the request approves it (GDPR art. 17;
 * Directive (EU) 2016/680 art. 16(2)). A refusal is noted too.
 */
export const eraseSubject = async (
  vault: Vault,
  request: VaultRequest<'eraseSubject'>,
): Promise<VaultOutcome<'eraseSubject'>> => {
  const context = readContext(vault, request);
  if (!context) return refuse('context-not-valid');
  const viewer = await verifyViewer(vault, request);
  const outcome = isRefusal(viewer) ? viewer : await inTurn(vault, () => erase(vault, viewer, request.requestId));
  if (!isRefusal(outcome)) return outcome;
  const author = { organisationId: context.organisation, staffId: context.staff, now: now(vault) };
  await record(vault.database, author, {
    type: 'identity.erasure-refused',
    subject: { kind: 'rights_request', id: request.requestId },
    data: { refused: outcome.refused },
  });
  return outcome;
};
