import { addDays, type PlainDate } from '../../../platform/clock.ts';
import { answerPacket, sendPacket } from '../../../rooms/assistance/index.ts';
import type { VaultClient } from '../../../platform/vault-client/index.ts';
import { acceptedOffer, personOfCase, shareKeys } from '../../../rooms/cases/index.ts';
import { recordConsent } from '../../../rooms/identity/index.ts';
import { shareThrough } from '../../staff/case-parts.ts';
import { must, type Stage } from '../stage.ts';
import { daysBefore, then } from './open-report.ts';

const login = 'savteh.leila';

const agreeTo = (stage: Stage, caseId: string, it: { readonly body: string; readonly on: PlainDate }) =>
  stage.as(`packets/agree-${it.body}`, {
    ...{ login, at: then(stage, 3, 9) },
    work: async (scene) => {
      const person = await personOfCase(scene, caseId);
      if (person === null) throw new Error('nobody sees the person who is referred');
      const said = { kind: 'onward', chosen_body: it.body, age_said: person.age ?? 'adult', answer: 'given' } as const;
      return must(
        await recordConsent(scene, person, {
          ...{ ...said, given_by: 'person', agreed_parts: ['identity', 'contact_safe'], given_on: it.on },
          ...{ language: 'fr', interpreter: 'none', method: 'oral', no_explained: true },
        }),
      );
    },
  });

/** The police hands the keys over that the person agreed to; before, the service has nothing to pass on. */
const handKeys = (stage: Stage, vault: VaultClient, caseId: string) =>
  stage.as('packets/keys', {
    ...{ login: 'spj.claudine', at: stage.clock.now() },
    work: async (scene) => {
      const offer = await acceptedOffer(scene, caseId);
      return offer === null ? null : must(await shareKeys(scene, shareThrough(vault), offer.id));
    },
  });

type Sending = { readonly body: string; readonly purpose: string };

const send = (stage: Stage, vault: VaultClient, caseId: string, it: Sending) =>
  stage.as(`packets/send-${it.body}`, {
    // Now: the vault lets nobody act in the past.
    ...{ login, at: stage.clock.now() },
    work: async (scene) => {
      const input = { packet_to: it.body, packet_facts: ['name', 'safe_contact'], packet_urgency: 'this_week' };
      const packet_until = addDays(stage.today, 27);
      const sent = must(await sendPacket(scene, vault, { caseId, purpose: it.purpose }, { ...input, packet_until }));
      return sent.packetId;
    },
  });

/** A person in care who was referred to a hospital, which accepted; and to a charity, which has not answered yet. */
export const playPackets = async (stage: Stage, supported: readonly string[]): Promise<void> => {
  const [caseId] = supported;
  const { vault } = stage;
  if (caseId === undefined || vault === null) return;
  await handKeys(stage, vault, caseId);
  const on = daysBefore(stage, 3);
  await agreeTo(stage, caseId, { body: 'HOSP', on });
  await agreeTo(stage, caseId, { body: 'CARITAS', on });
  const packetId = await send(stage, vault, caseId, { body: 'HOSP', purpose: 'health_care' });
  await send(stage, vault, caseId, { body: 'CARITAS', purpose: 'rights_and_papers' });
  await stage.as('packets/accept', {
    ...{ login: 'hop.docteur.vera', at: stage.clock.now() },
    work: async (scene) => must(await answerPacket(scene, { packetId, version: null }, { packet_accepted: true })),
  });
};
