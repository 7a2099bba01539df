import type { PlainDate } from '../platform/clock.ts';
import type { BasisRefusal } from '../platform/vault-client/contract.ts';
import { type ConsentRow, consentsAbout, consentsCalled } from './store/consents.ts';
import type { HeldKey } from './store/sealed.ts';
import { today, type Vault } from './vault.ts';

/*
 * The vault takes nobody's word for a ground. What stands behind an envelope is read here, from the row itself, at every
 * sharing and at every opening.
 */

/** For whom, which parts and what for something is to be opened; without a purpose when it is passed on. */
export type Use = {
  readonly organisationId: string;
  readonly compartments: readonly string[];
  readonly purpose?: string | undefined;
};

/** Does this consent cover the use today? Null when it does. */
export const consentRefusal = (consent: ConsentRow | undefined, use: Use, day: PlainDate): BasisRefusal | null => {
  if (consent?.answer !== 'given') return 'not-in-consent';
  if (consent.isWithdrawn) return 'consent-withdrawn';
  if (consent.validUntil !== null && consent.validUntil < day) return 'consent-expired';
  const covered =
    consent.organisations.includes(use.organisationId) &&
    use.compartments.every((one) => consent.compartments.includes(one)) &&
    (use.purpose === undefined || consent.purposes.includes(use.purpose));
  return covered ? null : 'not-in-consent';
};

/** The vault's own memory of what was taken back outlives an old backup of the database. */
export const isBuried = ({ keys }: Vault, consentId: string): boolean => keys.tombstones.has('consent', consentId);

/** Keys whose ground stands, one for each data key, and why the others do not. */
export type Judged = { readonly standing: readonly HeldKey[]; readonly refusals: readonly BasisRefusal[] };

type Opening = { readonly purpose?: string | undefined };

const judge = async (vault: Vault, held: readonly HeldKey[]) => {
  const codes = held.filter(({ basisKind }) => basisKind === 'consent').map(({ basisCode }) => basisCode);
  const consents = await consentsCalled(vault.database, codes);
  const day = today(vault);
  return (key: HeldKey, { purpose }: Opening): BasisRefusal | null => {
    const use = { organisationId: key.organisationId, compartments: [key.compartment], purpose };
    const state = vault.keys.pairs.stateOf(key.organisationId, key.keyId);
    if (state !== 'held') return state === 'gone' ? 'key-revoked' : 'locked';
    if (key.basisKind !== 'consent') return null;
    return isBuried(vault, key.basisCode) ? 'consent-withdrawn' : consentRefusal(consents.get(key.basisCode), use, day);
  };
};

/** Which of these keys may be used today for this purpose. A key held on two grounds stands while one of them does. */
export const judgeBases = async (vault: Vault, held: readonly HeldKey[], opening: Opening): Promise<Judged> => {
  const refusalOf = await judge(vault, held);
  const standing = new Map<string, HeldKey>();
  const refusals: BasisRefusal[] = [];
  for (const key of held) {
    const refusal = refusalOf(key, opening);
    if (refusal) refusals.push(refusal);
    else if (!standing.has(key.dataKeyId)) standing.set(key.dataKeyId, key);
  }
  return { standing: [...standing.values()], refusals };
};

/**
 * Why a body that holds no key cannot open: a consent that let it in was taken back (its keys are gone then, and only the
 * record tells), or there never was a ground.
 */
export const whyNothing = async (
  vault: Vault,
  subjectId: string,
  use: { readonly organisationIds: readonly string[]; readonly compartments: readonly string[] },
): Promise<BasisRefusal | 'no-basis'> => {
  const wasIn = (await consentsAbout(vault.database, subjectId)).some(
    (one) =>
      one.isWithdrawn &&
      one.organisations.some((id) => use.organisationIds.includes(id)) &&
      use.compartments.some((part) => one.compartments.includes(part)),
  );
  return wasIn ? 'consent-withdrawn' : 'no-basis';
};
