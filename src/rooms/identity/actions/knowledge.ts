import type { Instant, PlainDate } from '../../../platform/clock.ts';
import type { Uuid } from '../../../platform/ids.ts';
import type { VaultClient } from '../../../platform/vault-client/index.ts';
import type { LegalBasis, Scene } from '../../../profile/index.ts';
import { consentState } from '../rules.ts';
import { findHolders, type Holder } from '../store.ts';
import { consentsOfPerson, type StandingConsent } from '../store/consents.ts';
import { type LastOpening, lastOpenings } from '../store/knowledge.ts';
import type { PersonOfCase } from './consents.ts';
import { type LawStands, lawsInForce } from './laws.ts';

/** Why a body may open: what the person agreed to, an article of law, that it was addressed to it, or for minutes in an emergency. */
export type Ground =
  | { readonly kind: 'consent'; readonly consent: StandingConsent | null; readonly stands: boolean }
  | { readonly kind: 'law'; readonly law: LegalBasis | null; readonly stands: LawStands }
  | { readonly kind: 'recipient' }
  | { readonly kind: 'break_glass'; readonly purpose: string };

/** One body, one part of what is known: on which ground, since when, what for, and when it was last opened. */
export type Knows = {
  readonly about: 'person' | 'report' | 'notes';
  readonly organisationId: Uuid;
  readonly compartment: string;
  readonly ground: Ground;
  readonly since: Instant;
  readonly purposes: readonly string[];
  readonly lastOpened: Instant | null;
  readonly openedFor: readonly string[];
};

type Known = {
  readonly consents: readonly StandingConsent[];
  readonly laws: (code: string) => LawStands;
  readonly today: PlainDate;
};

const groundOf = ({ profile }: Scene, holder: Holder, { consents, laws, today }: Known): Ground => {
  if (holder.basisKind === 'recipient') return { kind: 'recipient' };
  if (holder.basisKind === 'break_glass') return { kind: 'break_glass', purpose: profile.breakGlass.purpose };
  if (holder.basisKind === 'law')
    return {
      kind: 'law',
      law: profile.bases.find(({ id }) => id === holder.basisCode) ?? null,
      stands: laws(holder.basisCode),
    };
  const consent = consents.find(({ id }) => id === holder.basisCode) ?? null;
  return { kind: 'consent', consent, stands: consent !== null && consentState(consent, today) === 'given' };
};

const purposesOf = (ground: Ground): readonly string[] => {
  if (ground.kind === 'recipient') return [];
  if (ground.kind === 'break_glass') return [ground.purpose];
  return (ground.kind === 'consent' ? ground.consent?.purposes : ground.law?.purposes) ?? [];
};

const openingOf = (openings: readonly LastOpening[], holder: Holder): LastOpening | undefined =>
  openings.find(
    (one) =>
      one.subjectId === holder.subjectId &&
      one.compartment === holder.compartment &&
      one.organisationId === holder.organisationId,
  );

/**
 * Who can have what opened about a person, part by part, read from the keys themselves: a change is seen at once, and a
 * body that is not here holds no key; a law stands where the vault vouches for it,
 * and is unchecked where it is not asked. Only for a viewer whose body holds something of the person itself.
 */
export const whoKnows = async (
  scene: Scene,
  vault: VaultClient | null,
  person: PersonOfCase,
): Promise<readonly Knows[]> => {
  const about = new Map<Uuid, Knows['about']>([
    [person.personId, 'person'],
    [person.reportId, 'report'],
    ...(person.caseId === null ? [] : [[person.caseId, 'notes'] as const]),
  ]);
  const holders = await findHolders(scene.tx, [...about.keys()]);
  const openings = await lastOpenings(scene.tx, [...about.keys()]);
  const consents = await consentsOfPerson(scene.tx, person.personId);
  const laws = await lawsInForce(scene, vault);
  const today = scene.clock.today(scene.profile.timeZone);
  return holders.map((holder) => {
    const ground = groundOf(scene, holder, { consents, laws, today });
    const opening = openingOf(openings, holder);
    return {
      ...{ about: about.get(holder.subjectId) ?? 'person', organisationId: holder.organisationId },
      ...{ compartment: holder.compartment, ground, since: holder.since, purposes: purposesOf(ground) },
      ...{ lastOpened: opening?.at ?? null, openedFor: opening?.purposes ?? [] },
    };
  });
};
