import type { Clock } from '../../../../platform/clock.ts';
import { asProgram, type Database } from '../../../../platform/database/index.ts';
import { appendToJournal } from '../../../../platform/journal.ts';
import type { Profile } from '../../../../profile/index.ts';
import { proposeErasures } from '../../store/proposals.ts';

/** What counts as work on a case: the term of the schedule runs from the last of these. */
const work: readonly string[] = [
  'cases.case_opened',
  'cases.document_added',
  'cases.note_added',
  'cases.support_accepted',
  'cases.task_done',
  'identification.interview_held',
  'identification.rights_told',
  'identification.status_changed',
];

/** What the nightly job works with. */
export type RetentionTools = { readonly database: Database; readonly profile: Profile; readonly clock: Clock };

/**
 * Proposes what the schedule says is over (GDPR art. 5(1)(e); Directive (EU) 2016/680 art. 5). It erases nothing: somebody
 * takes a proposal up and somebody else approves it. Run twice, it proposes once. Gives how many.
 */
export const proposeDue = async ({ database, profile, clock }: RetentionTools): Promise<number> =>
  asProgram(database, async (tx) => {
    const now = clock.now();
    const watched = profile.retention.filter(({ trigger }) => trigger === 'last_work');
    const proposed = await proposeErasures(tx, { classes: watched, work, today: clock.today(profile.timeZone), now });
    for (const { organisationId, ...one } of proposed)
      await appendToJournal(tx, { organisationId, staffId: null, now }, [
        {
          type: 'identity.erasure_proposed',
          subject: { kind: 'rights_request', id: one.id },
          ...{ caseId: one.caseId, personId: one.personId, audience: [organisationId] },
          data: { data_class: one.dataClass },
        },
      ]);
    return proposed.length;
  });
