import type { Transaction } from '../../../platform/database/index.ts';
import type { Uuid } from '../../../platform/ids.ts';
import { isRefusal, type Outcome, refuse } from '../../../platform/outcome.ts';
import { hasPermit } from '../../../platform/viewer.ts';
import type { Profile, Scene } from '../../../profile/index.ts';
import { mayAdminister } from '../access.ts';
import type { DirectoryRefusal } from '../facts.ts';
import { isMailAddress } from '../rules.ts';
import { findNoticeAddress, keepNoticeAddress } from '../store/index.ts';
import { bodyOf, idOfBody } from './bodies.ts';

/** Where a body is told by mail that something waits: the mailbox it gave itself, else the one the profile makes public, else nowhere. */
export const noticeAddressOf = async (
  tx: Transaction,
  profile: Profile,
  organisationId: Uuid,
): Promise<string | null> => {
  const published = bodyOf(profile, organisationId)?.contacts.find(({ type }) => type === 'email')?.value;
  return (await findNoticeAddress(tx, organisationId)) ?? published ?? null;
};

/** Where the viewer's own body is told; null when it is told nothing. */
export const readNoticeAddress = ({ tx, profile, viewer }: Scene): Promise<string | null> =>
  noticeAddressOf(tx, profile, viewer.organisationId);

/** One when the viewer keeps the mailbox of her body and there is none, else nought; null for who does not keep it. */
export const countNoticeAddressMissing = async (scene: Scene): Promise<number | null> => {
  if (!hasPermit(scene.viewer, 'directory.administer')) return null;
  return (await readNoticeAddress(scene)) === null ? 1 : 0;
};

/** A body without account that something may be handed over to, and where it is told of it by mail; null where it is not. */
export type OutsideBody = { readonly code: string; readonly address: string | null };

/** Bodies without account to which the profile lets a redirected report go. */
const outsideBodies = (profile: Profile): readonly string[] => [
  ...new Set(
    profile
      .codeList('redirect-reasons')
      .codes.flatMap(({ code }) => profile.redirectsFor(code).map(({ to }) => to))
      .filter((code) => !profile.organisation(code).accounts),
  ),
];

/** The mailboxes of bodies without account: nobody there can say it, so an administrator here does. */
export const readOutsideAddresses = async ({ tx, profile }: Scene): Promise<readonly OutsideBody[]> => {
  const found: OutsideBody[] = [];
  for (const code of outsideBodies(profile))
    found.push({ code, address: await noticeAddressOf(tx, profile, idOfBody(profile, code)) });
  return found;
};

/** Says where a body without account is told by mail. */
export const setOutsideAddress = async (
  scene: Scene,
  input: { readonly outside_body: string; readonly notice_address: string },
): Promise<Outcome<{ readonly organisationId: Uuid }, DirectoryRefusal>> => {
  const allowed = mayAdminister(scene.viewer, null);
  if (isRefusal(allowed)) return allowed;
  if (!outsideBodies(scene.profile).includes(input.outside_body))
    return refuse('body_has_accounts', { field: 'outside_body' });
  const address = input.notice_address.trim();
  if (!isMailAddress(address)) return refuse('no_address', { field: 'notice_address' });
  const organisationId = idOfBody(scene.profile, input.outside_body);
  const at = scene.clock.now();
  await keepNoticeAddress(scene.tx, { organisationId, address, by: scene.viewer.staffId, at });
  scene.emit({ type: 'directory.notice_address_set', subject: { kind: 'organisation', id: organisationId } });
  return { organisationId };
};

/** Says where the own body is told by mail. The journal keeps that it was said and by whom, not the address. */
export const setNoticeAddress = async (
  scene: Scene,
  input: { readonly notice_address: string },
): Promise<Outcome<{ readonly organisationId: Uuid }, DirectoryRefusal>> => {
  const allowed = mayAdminister(scene.viewer, null);
  if (isRefusal(allowed)) return allowed;
  const address = input.notice_address.trim();
  if (!isMailAddress(address)) return refuse('no_address', { field: 'notice_address' });
  const { organisationId, staffId } = scene.viewer;
  await keepNoticeAddress(scene.tx, { organisationId, address, by: staffId, at: scene.clock.now() });
  scene.emit({ type: 'directory.notice_address_set', subject: { kind: 'organisation', id: organisationId } });
  return { organisationId };
};
