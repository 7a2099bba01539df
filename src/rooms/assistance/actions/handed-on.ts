import type { Instant, PlainDate } from '../../../platform/clock.ts';
import type { Uuid } from '../../../platform/ids.ts';
import { hasPermit } from '../../../platform/viewer.ts';
import type { Scene } from '../../../profile/index.ts';
import { packetsOfCase, sealedPacketsOf } from '../store/index.ts';
import { today } from './acting.ts';

/** Something handed on about the person of a case in a packet. */
export type HandedOn = {
  readonly id: Uuid;
  readonly organisationId: Uuid;
  readonly parts: readonly string[];
  readonly since: Instant;
  readonly until: PlainDate;
  readonly isOutside: boolean;
};

/** Packets about the person of a case that may still be opened: by a service until the last day, by a body outside for good. Seen by who refers alone. */
export const handedOn = async (scene: Scene, caseId: Uuid): Promise<readonly HandedOn[]> => {
  if (!hasPermit(scene.viewer, 'assistance.refer')) return [];
  const day = today(scene);
  const open = (await packetsOfCase(scene.tx, caseId)).filter(
    ({ state, expiresOn }) => (state === 'sent' || state === 'accepted') && expiresOn >= day,
  );
  const outside = (await sealedPacketsOf(scene.tx, caseId)).filter(({ state }) => state !== 'withdrawn');
  return [
    ...open.map((it) => ({
      ...{ id: it.id, organisationId: it.toOrganisationId, parts: it.compartments },
      ...{ since: it.sentAt, until: it.expiresOn, isOutside: false },
    })),
    ...outside.map((it) => ({
      ...{ id: it.id, organisationId: it.recipientId, parts: it.compartments },
      ...{ since: it.madeAt, until: it.expiresOn, isOutside: true },
    })),
  ];
};
