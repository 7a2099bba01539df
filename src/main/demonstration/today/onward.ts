import { addDays } from '../../../platform/clock.ts';
import { newWrappingKeyPair } from '../../../platform/sealing/hpke.ts';
import { fingerprintOf } from '../../../platform/sealing/packet.ts';
import type { VaultClient } from '../../../platform/vault-client/index.ts';
import { confirmRecipientKey, enterRecipientKey, makeSealedPacket } from '../../../rooms/assistance/index.ts';
import { readRecipientKeys } from '../../../rooms/assistance/actions/index.ts';
import { personOfCase } from '../../../rooms/cases/index.ts';
import { recordConsent } from '../../../rooms/identity/index.ts';
import { type OnwardInput, recordOnward } from '../../../rooms/protection/index.ts';
import { must, type Stage, type StageScene } from '../stage.ts';
import { daysBefore, then } from './open-report.ts';

const login = 'savteh.leila';
const body = 'IOM';

type Way = { readonly caseId: string; readonly path: 'return' | 'union' };

const write = async (scene: StageScene, way: Way, event: string, input: OnwardInput): Promise<void> => {
  must(await recordOnward(scene, { ...way, event, version: null }, input));
};

const agrees = async (scene: StageScene, caseId: string, given_on: OnwardInput['happened_on']): Promise<void> => {
  const person = await personOfCase(scene, caseId);
  if (person === null) throw new Error('nobody sees the person who returns');
  must(
    await recordConsent(scene, person, {
      ...{ kind: 'onward_abroad', chosen_body: body, age_said: person.age ?? 'adult', answer: 'given', given_on },
      ...{ given_by: 'person', agreed_parts: ['identity', 'contact_safe'], language: 'fr', interpreter: 'none' },
      ...{ method: 'oral', no_explained: true },
    }),
  );
};

/** Somebody chose to return: the risks checked, a day of travel agreed. */
const playReturn = (stage: Stage, caseId: string): Promise<null> =>
  stage.as('onward/return', {
    ...{ login, at: then(stage, 8, 10) },
    work: async (scene) => {
      const way = { caseId, path: 'return' } as const;
      const happened_on = daysBefore(stage, 8);
      const onward_text = 'Inventé : une tante l’attend ; personne ne réclame de dette ; ses papiers sont en règle.';
      await write(scene, way, 'assess', { happened_on, risk_finding: 'with_conditions', onward_text });
      await agrees(scene, caseId, happened_on);
      await write(scene, way, 'choose_return', { happened_on, free_decision: true, told_may_stop: true });
      await write(scene, way, 'plan_travel', { happened_on, travel_on: addDays(stage.today, 9) });
      return null;
    },
  });

/** A citizen of the Union, ten weeks in the country. */
const playUnion = (stage: Stage, caseId: string): Promise<null> =>
  stage.as('onward/union', {
    ...{ login, at: then(stage, 5, 10) },
    work: async (scene) => {
      const began = { happened_on: daysBefore(stage, 75), third_country: 'no' };
      await write(scene, { caseId, path: 'union' }, 'begin', began);
      return null;
    },
  });

const confirm = async (scene: StageScene, vault: VaultClient, keyId: string): Promise<{ readonly keyId: string }> => {
  const key = must(await readRecipientKeys(scene, vault)).find(({ id }) => id === keyId);
  const digits = fingerprintOf(key?.publicKey ?? new Uint8Array());
  return must(await confirmRecipientKey(scene, vault, { keyId, digits }));
};

/** A packet sealed for the body abroad, to a key that one person entered and another confirmed by its digits. */
const playSealed = async (stage: Stage, vault: VaultClient, caseId: string): Promise<void> => {
  const public_key = Buffer.from(newWrappingKeyPair().publicKey).toString('base64');
  const { keyId } = await stage.as('onward/key', {
    ...{ login, at: stage.clock.now() },
    work: async (scene) => must(await enterRecipientKey(scene, vault, { key_of: body, public_key })),
  });
  await stage.as('onward/key-confirmed', {
    ...{ login: 'coteh.nora', at: stage.clock.now() },
    work: (scene) => confirm(scene, vault, keyId),
  });
  const packet = { packet_to: body, packet_facts: ['name', 'safe_contact'], packet_until: addDays(stage.today, 20) };
  await stage.as('onward/sealed', {
    ...{ login, at: stage.clock.now() },
    work: async (scene) => must(await makeSealedPacket(scene, vault, caseId, packet)),
  });
};

/** How two persons in care go on: one returns by her own choice, with a packet for the body that arranges it; one stays as a citizen of the Union. */
export const playOnward = async (stage: Stage, supported: readonly string[]): Promise<void> => {
  const [returning, staying] = supported;
  if (returning === undefined) return;
  await playReturn(stage, returning);
  if (staying !== undefined) await playUnion(stage, staying);
  if (stage.vault !== null) await playSealed(stage, stage.vault, returning);
};
