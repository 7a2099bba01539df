import { canonicalHash } from '../platform/canonical.ts';
import type { PlainDate } from '../platform/clock.ts';
import {
  endedProposals,
  type LawEntry,
  lawsTold,
  readEntry,
  type ToldApproval,
  type ToldLaw,
  type ToldLawAct,
} from './store/laws.ts';
import { answerHolds, proposalHolds } from './two-seals.ts';
import { today, type Vault } from './vault.ts';

/** A legal basis as it stands in the profile, and whether two people have switched on exactly this text. */
export type LawRow = LawEntry & { readonly isOn: boolean };

/** Two people, of two bodies where the text asks for it; each sealed here, and never taken back as far as the vault knows. */
const stands = (
  { keys }: Vault,
  { code, hash }: Pick<ToldLaw, 'code' | 'hash'>,
  entry: LawEntry,
  told: ToldApproval,
): boolean => {
  const { proposal, by } = told;
  const isOfThisText = proposal.code === code && proposal.hash === hash;
  const isOfAnother = !entry.two_bodies || by.organisationId !== proposal.by.organisationId;
  const isSealed = answerHolds(keys.sealingKey, told);
  return isOfThisText && isOfAnother && isSealed && !keys.tombstones.has('law', proposal.id);
};

/** The text must be the one that was approved, letter by letter: the hash is computed here and not believed. */
const lawOf = (vault: Vault, told: ToldLaw): LawRow => {
  const entry = readEntry(told.entry);
  const isText = canonicalHash(told.entry) === told.hash;
  return { ...entry, isOn: isText && told.approvals.some((one) => stands(vault, told, entry, one)) };
};

const inForce = ({ valid_from, valid_to }: LawEntry, day: PlainDate): boolean =>
  (valid_from ?? '') <= day && (valid_to === null || valid_to > day);

/** The legal bases with these codes that the profile lists and that are in force today. */
export const lawsCalled = async (vault: Vault, codes: readonly string[]): Promise<ReadonlyMap<string, LawRow>> => {
  const day = today(vault);
  const told = await lawsTold(vault.database, codes, day);
  const laws = told.map((one) => [one.code, lawOf(vault, one)] as const);
  return new Map(laws.filter(([, law]) => inForce(law, day)));
};

/** Does everything that is told of it hold: the proposal, the answer where there is one, by whom the text asks for? */
export const lawHolds = (vault: Vault, { proposal, answered, entry, hash }: ToldLawAct): boolean => {
  if (canonicalHash(entry) !== hash || proposal.hash !== hash) return false;
  if (answered !== null) return stands(vault, { code: proposal.code, hash }, readEntry(entry), answered);
  return proposalHolds(vault.keys.sealingKey, proposal) && !vault.keys.tombstones.has('law', proposal.id);
};

/**
 * Remembers outside the database which approvals were ended: whoever takes the row of an end away, or puts an older backup
 * back, switches nothing on again.
 */
export const rememberEnds = async ({ database, keys }: Vault): Promise<void> => {
  for (const id of await endedProposals(database)) keys.tombstones.add('law', id);
};
