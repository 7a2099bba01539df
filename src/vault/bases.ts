import type { PlainDate } from '../platform/clock.ts';
import type { BasisRefusal } from '../platform/vault-client/contract.ts';
import { type LawRow, lawsCalled } from './laws.ts';
import { type ConsentRow, consentsAbout, consentsCalled } from './store/consents.ts';
import { wroteOf } from './store/laws.ts';
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

const isAmong = (bodies: readonly string[] | null, body: string): boolean => bodies === null || bodies.includes(body);

/**
 * Does this article cover the use? Null when it does. It is on the profile's list, two people switched on exactly this text,
 * and it names the body (or lets one open what it wrote itself), each part and the purpose.
 */
export const lawRefusal = (law: LawRow | undefined, use: Use & { readonly isOwn: boolean }): BasisRefusal | null => {
  if (law === undefined) return 'not-in-law';
  if (!law.isOn) return 'law-not-switched-on';
  const covered =
    (isAmong(law.receivers, use.organisationId) || (law.own && use.isOwn)) &&
    use.compartments.every((one) => law.compartments.includes(one)) &&
    (use.purpose === undefined || law.purposes.includes(use.purpose));
  return covered ? null : 'not-in-law';
};

/** Does this article let one body pass these parts on to another? What is one's own is nobody else's. */
export const lawLetsPass = async (
  vault: Vault,
  code: string,
  use: Use & { readonly givers: readonly string[] },
): Promise<BasisRefusal | null> => {
  const law = (await lawsCalled(vault, [code])).get(code);
  const mayGive = law === undefined || law.givers === null || law.givers.some((one) => use.givers.includes(one));
  return lawRefusal(law, { ...use, isOwn: false }) ?? (mayGive ? null : 'not-in-law');
};

/** The vault's own memory of what was taken back outlives an old backup of the database. */
export const isBuried = ({ keys }: Vault, consentId: string): boolean => keys.tombstones.has('consent', consentId);

/** Keys whose ground stands, one for each data key, and why the others do not. */
export type Judged = { readonly standing: readonly HeldKey[]; readonly refusals: readonly BasisRefusal[] };

type Opening = { readonly subjectId: string; readonly purpose?: string | undefined };

const codesOf = (held: readonly HeldKey[], kind: HeldKey['basisKind']): readonly string[] =>
  held.filter(({ basisKind }) => basisKind === kind).map(({ basisCode }) => basisCode);

/** The laws behind these keys; and whether the body wrote of the subject itself, asked only where a law depends on it. */
const lawsBehind = async (vault: Vault, held: readonly HeldKey[], subjectId: string) => {
  const laws = await lawsCalled(vault, codesOf(held, 'law'));
  const bodies = [...new Set(held.map(({ organisationId }) => organisationId))];
  const isOwn = [...laws.values()].some(({ own }) => own) && (await wroteOf(vault.database, subjectId, bodies));
  return { laws, isOwn };
};

const judge = async (vault: Vault, held: readonly HeldKey[], { subjectId, purpose }: Opening) => {
  const consents = await consentsCalled(vault.database, codesOf(held, 'consent'));
  const { laws, isOwn } = await lawsBehind(vault, held, subjectId);
  const day = today(vault);
  return (key: HeldKey): BasisRefusal | null => {
    const use = { organisationId: key.organisationId, compartments: [key.compartment], purpose };
    const state = vault.keys.pairs.stateOf(key.organisationId, key.keyId);
    if (state !== 'held') return state === 'gone' ? 'key-revoked' : 'locked';
    // An emergency is judged by its own row and the clock, by the call that alone asks for such keys.
    if (key.basisKind === 'recipient' || key.basisKind === 'break_glass') return null;
    if (key.basisKind === 'law') return lawRefusal(laws.get(key.basisCode), { ...use, isOwn });
    return isBuried(vault, key.basisCode) ? 'consent-withdrawn' : consentRefusal(consents.get(key.basisCode), use, day);
  };
};

/** Which of these keys may be used today for this purpose. A key held on two grounds stands while one of them does. */
export const judgeBases = async (vault: Vault, held: readonly HeldKey[], opening: Opening): Promise<Judged> => {
  const refusalOf = await judge(vault, held, opening);
  const standing = new Map<string, HeldKey>();
  const refusals: BasisRefusal[] = [];
  for (const key of held) {
    const refusal = refusalOf(key);
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
