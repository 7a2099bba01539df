import type { Selectable } from 'kysely';
import type { Tables, Transaction } from '../../../../platform/database/index.ts';
import type { Uuid } from '../../../../platform/ids.ts';

/** What hangs on the persons of a report, as far as it reached the viewer. */
export type PersonParts = {
  readonly needs: readonly Selectable<Tables['referrals.report_person_needs']>[];
  readonly residence: readonly Selectable<Tables['referrals.report_person_residence']>[];
  readonly contact: readonly Selectable<Tables['referrals.report_person_contact']>[];
  readonly channels: readonly Selectable<Tables['referrals.report_person_channel']>[];
  readonly periods: readonly Selectable<Tables['referrals.period']>[];
  readonly places: readonly Selectable<Tables['referrals.place']>[];
  readonly signs: readonly Selectable<Tables['referrals.report_indicator']>[];
  readonly consents: readonly Selectable<Tables['referrals.person_consent']>[];
  readonly links: readonly Selectable<Tables['referrals.report_person_link']>[];
};

const none: PersonParts = {
  needs: [],
  residence: [],
  contact: [],
  channels: [],
  periods: [],
  places: [],
  signs: [],
  consents: [],
  links: [],
};

const aboutThem = async (tx: Transaction, ids: Uuid[]) => ({
  needs: await tx.selectFrom('referrals.report_person_needs').selectAll().where('person_id', 'in', ids).execute(),
  residence: await tx
    .selectFrom('referrals.report_person_residence')
    .selectAll()
    .where('person_id', 'in', ids)
    .execute(),
  contact: await tx.selectFrom('referrals.report_person_contact').selectAll().where('person_id', 'in', ids).execute(),
  channels: await tx
    .selectFrom('referrals.report_person_channel')
    .selectAll()
    .where('person_id', 'in', ids)
    .orderBy('ordinal')
    .execute(),
  consents: await tx.selectFrom('referrals.person_consent').selectAll().where('person_id', 'in', ids).execute(),
  links: await tx.selectFrom('referrals.report_person_link').selectAll().where('person_id', 'in', ids).execute(),
});

const theirStory = async (tx: Transaction, ids: Uuid[]) => ({
  periods: await tx
    .selectFrom('referrals.period')
    .selectAll()
    .where('person_id', 'in', ids)
    .orderBy('ordinal')
    .execute(),
  places: await tx.selectFrom('referrals.place').selectAll().where('person_id', 'in', ids).orderBy('ordinal').execute(),
  signs: await tx
    .selectFrom('referrals.report_indicator')
    .selectAll()
    .where('person_id', 'in', ids)
    .orderBy('indicator')
    .execute(),
});

/** Loads what hangs on some persons; row security leaves out the compartments that are not the viewer's. */
export const partsOfPersons = async (tx: Transaction, personIds: readonly Uuid[]): Promise<PersonParts> => {
  if (personIds.length === 0) return none;
  const ids = [...personIds];
  return { ...(await aboutThem(tx, ids)), ...(await theirStory(tx, ids)) };
};

export type Exploiter = Selectable<Tables['referrals.exploiter']>;
export type Interview = Selectable<Tables['referrals.interview_circumstances']>;

/** The exploiters as told, in codes. */
export const exploitersOf = async (tx: Transaction, rootId: Uuid): Promise<readonly Exploiter[]> =>
  tx
    .selectFrom('referrals.exploiter')
    .selectAll()
    .where('report_id', '=', rootId)
    .orderBy('ordinal')
    .limit(50)
    .execute();

/** In which circumstances people were talked to; null when nothing was said or it is not the viewer's. */
export const interviewOf = async (tx: Transaction, rootId: Uuid): Promise<Interview | null> =>
  (await tx
    .selectFrom('referrals.interview_circumstances')
    .selectAll()
    .where('report_id', '=', rootId)
    .executeTakeFirst()) ?? null;
