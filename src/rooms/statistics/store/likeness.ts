import type { Transaction } from '../../../platform/database/index.ts';
import type { Likeness } from '../facts.ts';

/** What matching found in the newest night, as the login that counts may know it; null when no night has run. */
export const readLikeness = async (tx: Transaction): Promise<Likeness | null> => {
  const size = await tx.selectFrom('matching.size_published').select('records').executeTakeFirst();
  if (!size) return null;
  const persons = await tx.selectFrom('matching.person_published').select('person_id').execute();
  const pairs = await tx
    .selectFrom('matching.likeness_published')
    .select(['one_person', 'other_person', 'odds', 'siblings'])
    .execute();
  const said = await tx.selectFrom('matching.said_published').select(['one_person', 'other_person', 'kind']).execute();
  return {
    records: size.records ?? 0,
    persons: new Set(persons.flatMap(({ person_id: id }) => id ?? [])),
    pairs: pairs.map((row) => ({
      ...{ one: row.one_person ?? '', other: row.other_person ?? '' },
      ...{ odds: (row.odds ?? 0) / 100, siblings: row.siblings === true },
    })),
    said: said.map((row) => ({
      one: row.one_person ?? '',
      other: row.other_person ?? '',
      isSame: row.kind === 'same',
    })),
  };
};
