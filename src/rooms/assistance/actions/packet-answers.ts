import { asProgram } from '../../../platform/database/index.ts';
import type { Uuid } from '../../../platform/ids.ts';
import { appendToJournal, type JournalEntry } from '../../../platform/journal.ts';
import { isRefusal, refuse } from '../../../platform/outcome.ts';
import type { Compartment } from '../../../platform/sealing/index.ts';
import type { VaultClient } from '../../../platform/vault-client/index.ts';
import { hasPermit } from '../../../platform/viewer.ts';
import type { PacketPurpose, Scene } from '../../../profile/index.ts';
import { type CaseFile, loadCase } from '../../cases/index.ts';
import { bodyOf, idOfBody } from '../../directory/index.ts';
import { type Opened, openIdentity, sealedFields, type SealedFieldName } from '../../identity/index.ts';
import { mayReadPackets, mayRefer } from '../access.ts';
import { type PacketEvent, packetAfter, packetPurposes } from '../rules/index.ts';
import {
  countPackets,
  type ExpiredPacket,
  expirePackets,
  findPacket,
  listPackets,
  movePacket,
  type Packet,
  type PacketCounts,
  type PacketMove,
  packetsOfCase,
} from '../store/index.ts';
import { codesOf, type Result, today } from './acting.ts';
import { packetUse } from './packets.ts';
import type { RemindTools } from './remind.ts';

const codeOfBody = ({ profile }: Scene, id: Uuid): string => bodyOf(profile, id)?.code ?? '';

/** Whose side of a packet this viewer is on. */
const sideOf = (scene: Scene, { toOrganisationId }: Packet): 'receiver' | 'sender' =>
  codesOf(scene).includes(codeOfBody(scene, toOrganisationId)) ? 'receiver' : 'sender';

/** A packet with the side of it on which the viewer is. */
export type PacketView = { readonly packet: Packet; readonly side: 'receiver' | 'sender' };

/** Loads one packet. */
export const readPacket = async (scene: Scene, packetId: Uuid): Result<PacketView> => {
  const may = mayReadPackets(scene.viewer);
  if (isRefusal(may)) return may;
  const packet = await findPacket(scene.tx, packetId);
  return packet === null ? refuse('not_found') : { packet, side: sideOf(scene, packet) };
};

const events: Readonly<Record<PacketEvent, { readonly type: string }>> = {
  accept: { type: 'assistance.packet_accepted' },
  decline: { type: 'assistance.packet_declined' },
  report: { type: 'assistance.packet_reported' },
  take_back: { type: 'assistance.packet_taken_back' },
};

/** The other body is told; of the case only who refers from it knows. */
const tell = (scene: Scene, { packet, side }: PacketView, event: PacketEvent, data: JournalEntry['data']): void =>
  scene.emit({
    ...events[event],
    subject: { kind: 'packet', id: packet.id },
    caseId: packet.caseId,
    audience: [side === 'receiver' ? packet.fromOrganisationId : packet.toOrganisationId],
    data: { packet_for: packet.purpose, ...data },
  });

type Moving = { readonly packetId: Uuid; readonly version: string | null };

const move = async (
  scene: Scene,
  { packetId, version }: Moving,
  event: PacketEvent,
  more: Pick<PacketMove, 'reason' | 'outcome'> = {},
): Result<{ packetId: Uuid }> => {
  const view = await readPacket(scene, packetId);
  if (isRefusal(view)) return view;
  const { packet, side } = view;
  if (version !== null && version !== String(packet.version)) return refuse('changed_meanwhile');
  const state = packetAfter({ ...packet, side }, event, today(scene));
  if (isRefusal(state)) return state;
  const by = { by: scene.viewer.staffId, at: scene.clock.now() };
  if (!(await movePacket(scene.tx, packet, { state, ...by, ...more }))) return refuse('changed_meanwhile');
  tell(scene, view, event, {
    ...(more.reason === undefined ? {} : { packet_declined: more.reason }),
    ...(more.outcome === undefined ? {} : { packet_outcome: more.outcome }),
  });
  return { packetId };
};

export type PacketAnswer = { readonly packet_accepted: boolean; readonly packet_declined?: string | undefined };

/** The service that was asked says yes, and may open the facts from now on; or no, for a coded reason. */
export const answerPacket = async (scene: Scene, it: Moving, input: PacketAnswer): Result<{ packetId: Uuid }> => {
  if (input.packet_accepted) return move(scene, it, 'accept');
  return input.packet_declined === undefined
    ? refuse('reason_needed', { field: 'packet_declined' })
    : move(scene, it, 'decline', { reason: input.packet_declined });
};

/** The service that helped tells the one that referred what came of it; the facts close with that. */
export const reportPacket = (scene: Scene, it: Moving, outcome: string): Result<{ packetId: Uuid }> =>
  move(scene, it, 'report', { outcome });

/** The service that referred takes an unanswered packet back. */
export const takePacketBack = async (scene: Scene, it: Moving): Result<{ packetId: Uuid }> => {
  const may = mayRefer(scene.viewer, scene.profile);
  return isRefusal(may) ? may : move(scene, it, 'take_back');
};

/** A packet with its facts opened. */
export type OpenedPacket = PacketView & { readonly opened: Opened };

/** Opens the facts of an accepted packet for the body it was sent to. The vault asks the database itself whether that is so. */
export const openPacket = async (scene: Scene, vault: VaultClient, packetId: Uuid): Result<OpenedPacket> => {
  const view = await readPacket(scene, packetId);
  if (isRefusal(view)) return view;
  const { packet, side } = view;
  if (side !== 'receiver') return refuse('not_your_packet');
  if (packet.state !== 'accepted') return refuse('not_accepted');
  const compartments = packet.compartments as readonly Compartment[];
  const about = { caseId: packet.caseId, personId: packet.personId };
  const asked = { subjectId: packetId, compartments, purpose: packetUse, about };
  const opened = await openIdentity(vault, scene.viewer, asked);
  if (isRefusal(opened)) return refuse(opened.refused === 'unavailable' ? 'vault_down' : 'vault_refused');
  return { ...view, opened };
};

/** How many packets a page of the list holds. */
export const packetsPerPage = 50;

/** One page of what was received and sent. */
export type PacketList = PacketCounts & { readonly packets: readonly PacketView[]; readonly page: number };

const counted = (scene: Scene): Promise<PacketCounts> =>
  countPackets(scene.tx, {
    bodies: codesOf(scene).map((code) => idOfBody(scene.profile, code)),
    now: scene.clock.now(),
  });

/** Loads a page of it. */
export const readPackets = async (scene: Scene, page: number): Result<PacketList> => {
  const may = mayReadPackets(scene.viewer);
  if (isRefusal(may)) return may;
  const packets = await listPackets(scene.tx, { size: packetsPerPage, page });
  return {
    ...(await counted(scene)),
    ...{ packets: packets.map((packet) => ({ packet, side: sideOf(scene, packet) })), page },
  };
};

/** How many wait for the viewer's answer, or are overdue at the body she asked; null for who has nothing to do with them. */
export const countPacketsWaiting = async (scene: Scene): Promise<number | null> => {
  if (!hasPermit(scene.viewer, 'assistance.packets')) return null;
  const { waiting, overdue } = await counted(scene);
  return waiting + overdue;
};

/** The packets of a case, and what is written about its person, by name alone. */
export type CasePackets = {
  readonly file: CaseFile;
  readonly packets: readonly Packet[];
  readonly texts: readonly SealedFieldName[];
  /** What one's own body may refer for. */
  readonly purposes: readonly PacketPurpose[];
};

/** Loads them for who refers. */
export const readCasePackets = async (scene: Scene, caseId: Uuid): Result<CasePackets> => {
  const may = mayRefer(scene.viewer, scene.profile);
  if (isRefusal(may)) return may;
  const file = await loadCase(scene, caseId);
  if (file === null) return refuse('not_found');
  const texts = await sealedFields(scene, [file.personId]);
  const purposes = packetPurposes(scene.profile, codesOf(scene));
  return { file, packets: await packetsOfCase(scene.tx, caseId), texts, purposes };
};

/** More at once would hold the journals of the bodies too long; the rest waits for the next run. */
const mostAtOnce = 200;

const lineOf = ({ packet, caseId, to, wasAnswered }: ExpiredPacket): JournalEntry => ({
  type: 'assistance.packet_expired',
  subject: { kind: 'packet', id: packet },
  ...{ caseId, audience: [to], data: { answered: wasAnswered } },
});

/** Ends packets whose last day is over, so that nothing stays open which nobody uses; gives how many. */
export const endRunOutPackets = ({ database, profile, clock }: RemindTools): Promise<number> =>
  asProgram(database, async (tx) => {
    const now = clock.now();
    const over = await expirePackets(tx, { on: clock.today(profile.timeZone), at: now, most: mostAtOnce });
    // Chains are taken in one order, so that two runs never wait for each other.
    const bodies = [...Map.groupBy(over, ({ from }) => from)].sort(([a], [b]) => a.localeCompare(b));
    for (const [organisationId, own] of bodies)
      await appendToJournal(tx, { organisationId, staffId: null, now }, own.map(lineOf));
    return over.length;
  });
