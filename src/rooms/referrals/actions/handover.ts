import type { Instant } from '../../../platform/clock.ts';
import { newId, newReference, type Uuid } from '../../../platform/ids.ts';
import { wake } from '../../../platform/jobs.ts';
import { isRefusal, type Outcome, refuse } from '../../../platform/outcome.ts';
import type { VaultClient } from '../../../platform/vault-client/index.ts';
import { hasPermit } from '../../../platform/viewer.ts';
import type { HandoverField, Organisation, Redirect, Scene } from '../../../profile/index.ts';
import { type IdentityRefusal, openIdentity, sealFor } from '../../identity/index.ts';
import { mayReceiveRedirected, mayRedirect } from '../access.ts';
import type { ReferralRefusal } from '../facts/refusals.ts';
import { type HandoverSaid, mayHandOver } from '../rules/handover.ts';
import {
  countHandovers,
  findHandover,
  findHandoverCodes,
  findHandovers,
  findRedirectReason,
  type Handover,
  type HandoverCodes,
  handoversOf,
  findTold,
  insertHandover,
  insertMail,
  markReceived,
  type NewHandover,
} from '../store/handover.ts';
import { dayOf, type Held, heldReport, type Result } from './triage/load.ts';
import { idOfBody } from '../../directory/index.ts';

export type { Handover, HandoverCodes, Told } from '../store/handover.ts';

/** A body a redirected report may go to, by the profile, and what of it. */
export type Destination = { readonly line: Redirect; readonly body: Organisation };

/** How far a redirected report has come: why, where it may go, where it went. Null for a report that was not redirected. */
export type HandingOver = {
  readonly reason: string;
  readonly destinations: readonly Destination[];
  readonly done: readonly Handover[];
};

const destinationsOf = ({ profile }: Scene, reason: string): readonly Destination[] =>
  profile.redirectsFor(reason).map((line) => ({ line, body: profile.organisation(line.to) }));

/** Reads where a redirected report may go and went. */
export const readHandingOver = async (scene: Scene, reportId: Uuid): Promise<HandingOver | null> => {
  const reason = await findRedirectReason(scene.tx, reportId);
  if (reason === null) return null;
  return { reason, destinations: destinationsOf(scene, reason), done: await handoversOf(scene.tx, reportId) };
};

const nothing: HandoverCodes = {
  commune: null,
  persons: null,
  children: null,
  danger: null,
  languages: [],
  sectors: [],
};

/** The codes of a report that a line lets go, and nothing else. */
const lettingGo = (codes: HandoverCodes, fields: readonly HandoverField[]): HandoverCodes => ({
  ...nothing,
  ...Object.fromEntries(fields.map((field) => [field, codes[field]])),
});

/** A redirected report about to be handed over to one body: what would leave. */
export type HandoverDraft = Destination & {
  readonly held: Held;
  readonly reason: string;
  readonly codes: HandoverCodes;
};

/** Prepares a hand-over; refused when the report was not redirected, or for a body the profile does not name for it. */
export const prepareHandover = async (scene: Scene, reportId: Uuid, to: string): Result<HandoverDraft> => {
  const may = mayRedirect(scene.viewer);
  if (isRefusal(may)) return may;
  const held = await heldReport(scene, reportId);
  if (isRefusal(held)) return held;
  const reason = await findRedirectReason(scene.tx, reportId);
  if (reason === null) return refuse('not_redirected');
  const found = destinationsOf(scene, reason).find(({ line }) => line.to === to);
  const codes = await findHandoverCodes(scene.tx, reportId);
  if (found === undefined || codes === null) return refuse('body_does_not_fit');
  return { ...found, held, reason, codes: lettingGo(codes, found.line.fields) };
};

const rowOf = (scene: Scene, { held, reason, line, body, codes }: HandoverDraft, said: HandoverSaid): NewHandover => {
  const from = held.own.organisationId;
  const to = idOfBody(scene.profile, body.code);
  return {
    ...{ id: newId(), report_id: held.report.id, from_organisation_id: from, to_organisation_id: to, reason, ...codes },
    reference: newReference(),
    way: body.accounts ? 'here' : (said.way ?? 'other'),
    basis_kind: line.basis.kind,
    basis_code: line.basis.kind === 'law' ? line.basis.code : 'AGREED',
    names_given: said.handover_names !== undefined,
    agreed_on: said.agreed_on ?? null,
    handed_on: body.accounts ? dayOf(scene) : (said.handed_on ?? dayOf(scene)),
    handed_by: scene.viewer.staffId,
    handed_at: scene.clock.now(),
    audience: [from, to],
  };
};

/** What is told in words goes to one's own body and, when it works here, to the body that receives: the hand-over is a subject of its own. */
const sealWords = (scene: Scene, it: NewHandover, body: Organisation, said: HandoverSaid): Promise<void> => {
  const words = {
    facts: said.handover_facts ?? '',
    ...(said.handover_names === undefined ? {} : { names: said.handover_names }),
  };
  const readers = body.accounts ? [it.from_organisation_id, it.to_organisation_id] : [it.from_organisation_id];
  return sealFor(
    scene,
    [{ subjectId: it.id, compartments: { notes: words } }],
    readers.map((organisationId) => ({
      organisationId,
      basis: { kind: 'recipient', code: 'HANDOVER' },
      compartments: ['notes'],
    })),
  );
};

/**
 * Hands a redirected report over to the body it belongs to: exactly the codes the profile lets go, and the words an officer
 * wrote for it. A body that works here finds it in its list and is told by a mail without content; for any other the way and
 * day are written down, and a document can be printed. The report stays redirected and counts nowhere as trafficking.
 */
export const handOver = async (
  scene: Scene,
  it: { readonly reportId: Uuid; readonly to: string },
  said: HandoverSaid,
): Result<{ reportId: Uuid; handoverId: Uuid }> => {
  const draft = await prepareHandover(scene, it.reportId, it.to);
  if (isRefusal(draft)) return draft;
  const may = mayHandOver(draft.line, draft.body, said);
  if (isRefusal(may)) return may;
  const row = rowOf(scene, draft, said);
  if (!(await insertHandover(scene.tx, row))) return refuse('already_handed_over');
  await sealWords(scene, row, draft.body, said);
  const data = { reason: row.reason, way: row.way, organisation: row.to_organisation_id, names: row.names_given };
  const subject = { kind: 'handover', id: row.id };
  scene.emit({ type: 'referrals.handed_over', subject, reportId: it.reportId, data });
  if (!draft.body.accounts) {
    // Nobody there can sign in: a mail says that something was handed over, and nothing of what.
    await insertMail(scene.tx, { handover: row, at: row.handed_at as Instant });
    await wake(scene.tx, { task: 'referrals:deliver' });
  } else {
    // A line of its own for the body that receives: it names the hand-over, never the report.
    const audience = [row.to_organisation_id];
    scene.emit({ type: 'referrals.handover_sent', subject, audience, data: { reason: row.reason } });
    const payload = { organisationId: row.to_organisation_id, kind: 'redirected_waits' };
    await wake(scene.tx, { task: 'referrals:notify', payload });
  }
  return { reportId: it.reportId, handoverId: row.id };
};

/** How many hand-overs a page of the list holds. */
export const handoversPerPage = 50;

export type HandoverPage = {
  readonly lines: readonly Handover[];
  readonly page: number;
  readonly total: number;
  readonly waiting: number;
};

/** One page of what was handed over to the viewer's body. */
export const listHandovers = async (scene: Scene, page: number): Result<HandoverPage> => {
  const may = mayReceiveRedirected(scene.viewer);
  if (isRefusal(may)) return may;
  const lines = await findHandovers(scene.tx, { page, size: handoversPerPage });
  return { lines, page, ...(await countHandovers(scene.tx)) };
};

/** How much nobody of the viewer's body has received yet; null for those who receive none. */
export const countHandoversWaiting = async (scene: Scene): Promise<number | null> =>
  hasPermit(scene.viewer, 'referrals.receive-redirected') ? (await countHandovers(scene.tx)).waiting : null;

/** One hand-over for either side, or null. */
export const readHandover = (scene: Scene, id: Uuid): Promise<Handover | null> => findHandover(scene.tx, id);

/** Whether the body without account was told by mail; null for one that works here, and for whoever received it. */
export const readTold = (scene: Scene, handover: Handover) => findTold(scene.tx, handover);

/** Notes that a hand-over was received, once. */
export const receiveHandover = async (scene: Scene, handoverId: Uuid): Result<{ handoverId: Uuid }> => {
  const may = mayReceiveRedirected(scene.viewer);
  if (isRefusal(may)) return may;
  const found = await findHandover(scene.tx, handoverId);
  if (found === null) return refuse('not_found');
  const at = scene.clock.now();
  if (!(await markReceived(scene.tx, handoverId, { by: scene.viewer.staffId, at }))) return refuse('already_received');
  const subject = { kind: 'handover', id: handoverId };
  scene.emit({ type: 'referrals.handover_received', subject, audience: [found.from_organisation_id] });
  return { handoverId };
};

/** A hand-over with what was told in words. */
export type OpenedHandover = { readonly handover: Handover; readonly facts: string; readonly names: string | null };

/** Has the vault open what was told in words, for a purpose; it writes its line before it answers. */
export const openHandover = async (
  scene: Scene,
  vault: VaultClient,
  it: { readonly handoverId: Uuid; readonly purpose: string },
): Promise<Outcome<OpenedHandover, ReferralRefusal | IdentityRefusal>> => {
  const handover = await findHandover(scene.tx, it.handoverId);
  if (handover === null) return refuse('not_found');
  const opening = { subjectId: it.handoverId, compartments: ['notes'] as const, purpose: it.purpose };
  const opened = await openIdentity(vault, scene.viewer, opening);
  if (isRefusal(opened)) return opened;
  const words = opened['notes'] ?? {};
  return { handover, facts: words['facts'] ?? '', names: words['names'] ?? null };
};
