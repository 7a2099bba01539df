import { instantPlus, type PlainDate } from '../../../platform/clock.ts';
import { newId, newReference, type Uuid } from '../../../platform/ids.ts';
import { isRefusal, refuse } from '../../../platform/outcome.ts';
import type { Compartment } from '../../../platform/sealing/index.ts';
import type { VaultClient } from '../../../platform/vault-client/index.ts';
import type { PacketFact, PacketPurpose, Scene } from '../../../profile/index.ts';
import { type CaseFile, loadCase } from '../../cases/index.ts';
import { idOfBody } from '../../directory/index.ts';
import {
  type Opened,
  openIdentity,
  sealedFields,
  sealFor,
  type StandingConsent,
  standingConsents,
} from '../../identity/index.ts';
import { mayRefer } from '../access.ts';
import { isOfFact, packetHolds, packetPurpose } from '../rules/index.ts';
import { insertPacket, type NewPacket } from '../store/index.ts';
import { codesOf, type Done, type Result, senderOf, today } from './acting.ts';

export type PacketInput = {
  readonly packet_to: string;
  readonly packet_facts: readonly string[];
  readonly packet_urgency: string;
  readonly packet_until: PlainDate;
};

const hour = 60 * 60 * 1000;
/** For what the body that is asked may open it: a consent of the person must say so. */
export const packetUse = 'receive_referral';

/** The parts that facts stand in. */
export const partsOf = (facts: readonly PacketFact[]): readonly Compartment[] => [
  ...new Set(facts.map(({ part }) => part)),
];

/** The person's consent to this very body for these parts; the newest first. */
export const consentTo = async (
  scene: Scene,
  personId: Uuid,
  it: { readonly body: Uuid; readonly parts: readonly string[] },
): Promise<StandingConsent | undefined> =>
  (await standingConsents(scene, personId, it.body)).find(
    ({ compartments, purposes }) =>
      purposes.includes(packetUse) && it.parts.every((part) => compartments.includes(part)),
  );

/** Of what was chosen, those facts under which something is written. */
export const writtenFacts = async (scene: Scene, personId: Uuid, facts: readonly PacketFact[]) => {
  const texts = await sealedFields(scene, [personId]);
  return facts.filter((fact) => texts.some(isOfFact(fact)));
};

const chosenTexts = (opened: Opened, facts: readonly PacketFact[]): Opened =>
  Object.fromEntries(
    partsOf(facts).map((part) => [
      part,
      Object.fromEntries(
        Object.entries(opened[part] ?? {}).filter(([field]) =>
          facts.some((fact) => isOfFact(fact)({ compartment: part, field })),
        ),
      ),
    ]),
  );

/** Opens what goes out, journalled as any opening, and seals it anew for the one body under the packet's own id. */
const sealPacket = async (
  scene: Scene,
  vault: VaultClient,
  file: CaseFile,
  it: { readonly id: Uuid; readonly body: Uuid; readonly facts: readonly PacketFact[]; readonly consentId: Uuid },
): Result<true> => {
  const { personId } = file;
  const compartments = partsOf(it.facts);
  const opened = await openIdentity(vault, scene.viewer, {
    ...{ subjectId: personId, compartments, purpose: senderOf(scene).opensFor },
    about: { caseId: file.id, personId },
  });
  if (isRefusal(opened)) return refuse(opened.refused === 'unavailable' ? 'vault_down' : 'vault_refused');
  const basis = { kind: 'consent', code: it.consentId } as const;
  await sealFor(
    scene,
    [{ subjectId: it.id, compartments: chosenTexts(opened, it.facts) }],
    [{ organisationId: it.body, basis, compartments }],
  );
  return true;
};

type Planned = {
  readonly file: CaseFile;
  readonly purpose: PacketPurpose;
  readonly facts: readonly PacketFact[];
  readonly consent: StandingConsent;
  readonly body: Uuid;
};

const plan = async (scene: Scene, caseId: Uuid, purposeId: string, input: PacketInput): Result<Planned> => {
  const may = mayRefer(scene.viewer, scene.profile);
  if (isRefusal(may)) return may;
  const file = await loadCase(scene, caseId);
  const purpose = packetPurpose(scene.profile, codesOf(scene), purposeId);
  if (file === null || purpose === undefined) return refuse('not_found');
  const ask = { to: input.packet_to, facts: input.packet_facts, until: input.packet_until };
  const chosen = packetHolds(scene.profile, purpose, ask, today(scene));
  if (isRefusal(chosen)) return chosen;
  const facts = await writtenFacts(scene, file.personId, chosen);
  if (facts.length === 0) return refuse('nothing_to_send', { field: 'packet_facts' });
  const body = idOfBody(scene.profile, input.packet_to);
  const consent = await consentTo(scene, file.personId, { body, parts: partsOf(facts) });
  if (consent === undefined) return refuse('consent_to_body_needed', { field: 'packet_to' });
  return { file, purpose, facts, consent, body };
};

const rowOf = (scene: Scene, { file, purpose, facts, consent, body }: Planned, input: PacketInput): NewPacket => {
  const sentAt = scene.clock.now();
  return {
    ...{ id: newId(), caseId: file.id, personId: file.personId, reference: newReference(), purpose: purpose.id },
    fromOrganisationId: senderOf(scene).id,
    ...{ toOrganisationId: body, urgency: input.packet_urgency, facts: facts.map(({ code }) => code) },
    ...{ compartments: partsOf(facts), consentId: consent.id, sentBy: scene.viewer.staffId, sentAt },
    answerBy: instantPlus(sentAt, scene.profile.assistance.packets.answer_hours * hour),
    expiresOn: input.packet_until,
  };
};

/**
 * Refers the person of a case to another service with the facts this purpose needs and no others, on her consent to that very
 * body. What is sealed for it is a copy of these texts alone; the vault opens it to that body after it has accepted, until the last day.
 */
export const sendPacket = async (
  scene: Scene,
  vault: VaultClient,
  it: { readonly caseId: Uuid; readonly purpose: string },
  input: PacketInput,
): Result<Done & { readonly packetId: Uuid }> => {
  const planned = await plan(scene, it.caseId, it.purpose, input);
  if (isRefusal(planned)) return planned;
  const row = rowOf(scene, planned, input);
  if (!(await insertPacket(scene.tx, row))) return refuse('already_sent', { field: 'packet_to' });
  const sealed = await sealPacket(scene, vault, planned.file, {
    ...{ id: row.id, body: planned.body, facts: planned.facts, consentId: planned.consent.id },
  });
  if (isRefusal(sealed)) return sealed;
  scene.emit({
    type: 'assistance.packet_sent',
    subject: { kind: 'packet', id: row.id },
    ...{ caseId: it.caseId, personId: row.personId, audience: [row.toOrganisationId] },
    data: {
      organisation: row.toOrganisationId,
      packet_for: row.purpose,
      parts: [...row.compartments],
      on: row.expiresOn,
    },
  });
  return { caseId: it.caseId, packetId: row.id };
};
