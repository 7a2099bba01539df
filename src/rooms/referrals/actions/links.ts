import { createHash, createHmac } from 'node:crypto';
import { instantPlus } from '../../../platform/clock.ts';
import type { Database } from '../../../platform/database/index.ts';
import { newId, type Uuid } from '../../../platform/ids.ts';
import { isRefusal, type Outcome, refuse } from '../../../platform/outcome.ts';
import type { VaultClient } from '../../../platform/vault-client/index.ts';
import type { Scene, ShortPath } from '../../../profile/index.ts';
import { beginSession } from '../../directory/index.ts';
import { mayMakeLink } from '../access.ts';
import { pathByLink } from '../facts/link-form.ts';
import type { ReferralRefusal } from '../facts/refusals.ts';
import { shortPathOf } from '../facts/short-paths.ts';
import { millisecondsPerDay } from '../rules/terms.ts';
import { findLink, findLinks, insertLink, linkByHash, type ReportLink, revokeLink } from '../store/links.ts';
import { submitReport } from './send/submit.ts';

export type { ReportLink } from '../store/links.ts';

/** What links need beside a scene. */
export type LinkTools = { readonly vault: VaultClient; readonly database: Database; readonly draftKey: Uint8Array };

/** The token of a link: nobody computes it without the key of the staff program, and it stands nowhere. */
const tokenOf = ({ draftKey }: LinkTools, id: Uuid): string =>
  createHmac('sha256', draftKey).update(`report-link|${id}`).digest('base64url');

/** By what a token is found. Kept apart from tokens of other systems: no bearer of the API has such a hash. */
export const hashOfLink = (token: string): string => createHash('sha256').update(`link:${token}`).digest('hex');

/** How a link stands: it opens, was used, is over or was taken back. */
export const linkState = (
  { reference, revokedAt, endsAt }: ReportLink,
  now: string,
): 'open' | 'used' | 'ended' | 'revoked' => {
  if (reference !== null) return 'used';
  if (revokedAt !== null) return 'revoked';
  return endsAt <= now ? 'ended' : 'open';
};

/** The links of the viewer's body. */
export const readLinks = async (scene: Scene): Promise<Outcome<readonly ReportLink[], ReferralRefusal>> => {
  const may = mayMakeLink(scene.viewer, scene.profile);
  return isRefusal(may) ? may : findLinks(scene.tx);
};

/** One link to be handed on: its address for who made it, while it opens; null for everybody else. */
export const readLink = async (
  tools: LinkTools,
  scene: Scene,
  id: Uuid,
): Promise<{ readonly link: ReportLink; readonly token: string | null } | null> => {
  const link = isRefusal(mayMakeLink(scene.viewer, scene.profile)) ? null : await findLink(scene.tx, id);
  if (link === null) return null;
  const isShown = link.madeBy === scene.viewer.staffId && linkState(link, scene.clock.now()) === 'open';
  return { link, token: isShown ? tokenOf(tools, id) : null };
};

/** Makes a link for one setting: the vault signs a right to send in the maker's name, and nothing else, until the day. */
export const makeLink = async (
  tools: LinkTools,
  scene: Scene,
  wanted: { readonly path: string; readonly days: number },
): Promise<Outcome<{ readonly id: Uuid }, ReferralRefusal>> => {
  const may = mayMakeLink(scene.viewer, scene.profile);
  if (isRefusal(may)) return may;
  if (shortPathOf(scene.profile, wanted.path) === undefined) return refuse('not_found');
  const [id, madeAt] = [newId(), scene.clock.now()];
  const endsAt = instantPlus(madeAt, wanted.days * millisecondsPerDay);
  const hash = hashOfLink(tokenOf(tools, id));
  const { context, mac, staffId, organisationId } = scene.viewer;
  const scopes = ['referrals.send'];
  const signed = await tools.vault.signApi({ context, mac, staffId, tokenHash: hash, scopes, expires: endsAt });
  if (isRefusal(signed)) return refuse('token_not_made');
  await beginSession(tools.database, hash, signed);
  await insertLink(scene.tx, { id, path: wanted.path, madeBy: staffId, madeAt, endsAt, organisationId, hash });
  const subject = { kind: 'report_link', id };
  scene.emit({ type: 'referrals.link_made', subject, data: { path: wanted.path, ends: endsAt } });
  return { id };
};

/** Takes a link back: it opens nothing from now on. */
export const takeLinkBack = async (
  scene: Scene,
  id: Uuid,
): Promise<Outcome<{ readonly id: Uuid }, ReferralRefusal>> => {
  const may = mayMakeLink(scene.viewer, scene.profile);
  if (isRefusal(may)) return may;
  const done = await revokeLink(scene.tx, id, { at: scene.clock.now(), by: scene.viewer.staffId });
  if (!done) return refuse('not_found');
  scene.emit({ type: 'referrals.link_revoked', subject: { kind: 'report_link', id } });
  return { id };
};

/** What a token opens: the short path, and the reference once it was used; null for an unknown, ended or revoked one. */
export type OpenedLink = { readonly link: ReportLink; readonly path: ShortPath };

/** Opens a link as its own session. */
export const openLink = async (scene: Scene, hash: string): Promise<OpenedLink | null> => {
  const link = await linkByHash(scene.tx, hash);
  const path = shortPathOf(scene.profile, link?.path);
  if (link === null || path === undefined) return null;
  const state = linkState(link, scene.clock.now());
  return state === 'open' || state === 'used' ? { link, path: pathByLink(path) } : null;
};

const isPhone = (answer: unknown): answer is { readonly typed: string } =>
  typeof answer === 'object' && answer !== null && 'typed' in answer;

const only = (answers: Readonly<Record<string, unknown>>, asked: readonly string[]): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(answers)
      .filter(([id, answer]) => asked.includes(id) && answer !== undefined)
      .map(([id, answer]) => [id, isPhone(answer) ? answer.typed : answer]),
  );

/** Sends the one report of a link. However often it is sent, it stays one: the link is the key of the sending. */
export const sendByLink = async (
  scene: Scene,
  hash: string,
  wanted: { readonly path: string; readonly answers: Readonly<Record<string, unknown>> },
): Promise<Outcome<{ readonly reference: string }, ReferralRefusal>> => {
  const opened = await openLink(scene, hash);
  if (opened === null || opened.path.code !== wanted.path) return refuse('not_found');
  const { link, path } = opened;
  const { answers } = wanted;
  return submitReport(scene, {
    content: {
      ...{ path: path.code, byLink: true, files: [] },
      report: only(answers, path.asks.report),
      persons: [{ id: newId(), answers: only(answers, path.asks.person) }],
    },
    clientReference: link.id,
    channel: 'one_time_link',
  });
};
