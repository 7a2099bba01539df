import type { PlainDate } from '../../../platform/clock.ts';
import { newId, newReference, type Uuid } from '../../../platform/ids.ts';
import { isRefusal, refuse } from '../../../platform/outcome.ts';
import type { VaultClient } from '../../../platform/vault-client/index.ts';
import type { PacketFact, Scene } from '../../../profile/index.ts';
import { type CaseFile, loadCase } from '../../cases/index.ts';
import { idOfBody } from '../../directory/index.ts';
import type { SealedFieldName, StandingConsent } from '../../identity/index.ts';
import { sealedFields } from '../../identity/index.ts';
import { mayRefer } from '../access.ts';
import { nextTold, type SealedState, sealedHolds } from '../rules/index.ts';
import {
  findSealedPacket,
  insertSealedPacket,
  type RecipientKey,
  recipientKeys,
  type SealedPacket,
  sealedPacketsOf,
  tellSealedPacket,
} from '../store/index.ts';
import { type Done, type Result, senderOf, today } from './acting.ts';
import { keptKeys } from './recipient-keys.ts';
import { consentTo, partsOf, writtenFacts } from './packets.ts';

export type SealedPacketInput = {
  readonly packet_to: string;
  readonly packet_facts: readonly string[];
  readonly packet_until: PlainDate;
};

type Planned = {
  readonly file: CaseFile;
  readonly facts: readonly PacketFact[];
  readonly consent: StandingConsent;
  readonly key: RecipientKey;
};

const plan = async (scene: Scene, caseId: Uuid, input: SealedPacketInput): Result<Planned> => {
  const may = mayRefer(scene.viewer, scene.profile);
  if (isRefusal(may)) return may;
  const file = await loadCase(scene, caseId);
  if (file === null) return refuse('not_found');
  const ask = { to: input.packet_to, facts: input.packet_facts, until: input.packet_until };
  const chosen = sealedHolds(scene.profile, ask, today(scene));
  if (isRefusal(chosen)) return chosen;
  const body = idOfBody(scene.profile, input.packet_to);
  const key = (await recipientKeys(scene.tx)).find(
    (one) => one.recipientId === body && one.confirmedAt !== null && one.revokedAt === null,
  );
  if (key === undefined) return refuse('no_such_key', { field: 'packet_to' });
  const facts = await writtenFacts(scene, file.personId, chosen);
  if (facts.length === 0) return refuse('nothing_to_send', { field: 'packet_facts' });
  const consent = await consentTo(scene, file.personId, { body, parts: partsOf(facts) });
  return consent === undefined
    ? refuse('consent_to_body_needed', { field: 'packet_to' })
    : { file, facts, consent, key };
};

const sealed = async (
  scene: Scene,
  vault: VaultClient,
  { file, facts, consent, key }: Planned,
  it: { readonly reference: string; readonly until: PlainDate },
): Result<Buffer> => {
  const parts = partsOf(facts).map((part) => ({
    compartment: part,
    fields: facts.filter((fact) => fact.part === part).flatMap(({ fields }) => fields),
  }));
  const { context, mac } = scene.viewer;
  const answer = await vault.sealPacket({
    ...{ context, mac, subjectId: file.personId, parts, purpose: senderOf(scene).opensFor },
    ...{ keyId: key.id, consentId: consent.id, reference: it.reference, expiresOn: it.until },
    about: { caseId: file.id, personId: file.personId },
  });
  if (!isRefusal(answer)) return Buffer.from(answer.packet);
  return refuse(answer.refused === 'vault-down' ? 'vault_down' : 'vault_refused');
};

/**
 * Makes a packet for a body outside: the vault opens the chosen facts, seals them to the confirmed key of that body and signs. Nobody
 * here sees the texts on this way, and nobody here can open the packet.
 */
export const makeSealedPacket = async (
  scene: Scene,
  vault: VaultClient,
  caseId: Uuid,
  input: SealedPacketInput,
): Result<Done & { readonly packetId: Uuid }> => {
  const planned = await plan(scene, caseId, input);
  if (isRefusal(planned)) return planned;
  const { file, facts, consent, key } = planned;
  const [id, reference] = [newId(), newReference()];
  const packet = await sealed(scene, vault, planned, { reference, until: input.packet_until });
  if (isRefusal(packet)) return packet;
  const compartments = partsOf(facts);
  await insertSealedPacket(scene.tx, {
    ...{ id, caseId, personId: file.personId, organisationId: senderOf(scene).id, recipientId: key.recipientId },
    ...{ recipientKeyId: key.id, reference, facts: facts.map(({ code }) => code), compartments, packet },
    ...{
      consentId: consent.id,
      madeBy: scene.viewer.staffId,
      madeAt: scene.clock.now(),
      expiresOn: input.packet_until,
    },
  });
  scene.emit({
    type: 'assistance.sealed_packet_made',
    subject: { kind: 'sealed_packet', id },
    ...{ caseId, personId: file.personId },
    data: { organisation: key.recipientId, parts: [...compartments], on: input.packet_until },
  });
  return { caseId, packetId: id };
};

/** Loads one packet for who refers. */
export const readSealedPacket = async (scene: Scene, packetId: Uuid): Result<SealedPacket> => {
  const may = mayRefer(scene.viewer, scene.profile);
  if (isRefusal(may)) return may;
  return (await findSealedPacket(scene.tx, packetId)) ?? refuse('not_found');
};

export type ToldInput = {
  readonly told_state: string;
  readonly packet_outcome?: string | undefined;
  readonly told_on: PlainDate;
};

/** Writes down what the body outside let know: that it came, its answer, what came of it. */
export const noteTold = async (
  scene: Scene,
  it: { readonly packetId: Uuid; readonly version: string | null },
  input: ToldInput,
): Result<{ packetId: Uuid }> => {
  const seen = await readSealedPacket(scene, it.packetId);
  if (isRefusal(seen)) return seen;
  if (it.version !== null && it.version !== String(seen.version)) return refuse('changed_meanwhile');
  const state = nextTold(seen.state).find((one): one is SealedState => one === input.told_state);
  if (state === undefined) return refuse('already_answered', { field: 'told_state' });
  const isEnd = state === 'refused' || state === 'done';
  if (isEnd && input.packet_outcome === undefined) return refuse('reason_needed', { field: 'packet_outcome' });
  if (input.told_on > today(scene)) return refuse('day_ahead', { field: 'told_on' });
  if (seen.receivedOn !== null && input.told_on < seen.receivedOn)
    return refuse('day_before_last', { field: 'told_on' });
  const told = { state, on: input.told_on, outcome: isEnd ? (input.packet_outcome ?? null) : null };
  if (!(await tellSealedPacket(scene.tx, seen, told))) return refuse('changed_meanwhile');
  scene.emit({
    type: 'assistance.sealed_packet_told',
    subject: { kind: 'sealed_packet', id: seen.id },
    ...{ caseId: seen.caseId, data: { told: state, on: input.told_on } },
  });
  return { packetId: seen.id };
};

/** What the page of a case needs to make one. */
export type CaseSealed = {
  readonly file: CaseFile;
  readonly packets: readonly SealedPacket[];
  readonly texts: readonly SealedFieldName[];
  readonly keys: readonly RecipientKey[];
};

/** Loads it. */
export const readCaseSealed = async (scene: Scene, vault: VaultClient, caseId: Uuid): Result<CaseSealed> => {
  const may = mayRefer(scene.viewer, scene.profile);
  if (isRefusal(may)) return may;
  const file = await loadCase(scene, caseId);
  if (file === null) return refuse('not_found');
  const keys = (await keptKeys(scene, vault)).filter(
    ({ isVouched, confirmedAt, revokedAt }) => isVouched === true && confirmedAt !== null && revokedAt === null,
  );
  return {
    file,
    packets: await sealedPacketsOf(scene.tx, caseId),
    texts: await sealedFields(scene, [file.personId]),
    keys,
  };
};
