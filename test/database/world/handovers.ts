import { org } from '../actors.ts';
import {
  type Attempt,
  id,
  inserts,
  moment,
  own,
  type Row,
  row,
  self,
  updates,
  type Value,
  type Values,
} from './row.ts';
import type { Find, People } from './security.ts';

const references: Readonly<Record<string, string>> = {
  delivered: '1111-1111',
  asked: '2222-2222',
  waiting: '3333-3333',
};

/** The report with these words, handed over; the world redirects it for smuggling where it says why it ended. */
const handover = (of: string, [from, to]: readonly [string, string], by: Value, more: Values = {}): Values => ({
  id: id(`handover ${of}`),
  report_id: id(`report ${of}`),
  from_organisation_id: from,
  to_organisation_id: to,
  reference: references[of] ?? '4444-4444',
  reason: 'smuggling',
  way: 'here',
  basis_kind: 'law',
  basis_code: 'LAW-1',
  names_given: false,
  handed_on: '2026-03-02',
  handed_by: by,
  handed_at: moment,
  audience: [from, to],
  ...more,
});

/** Matters of another kind: one waits at the labour inspectorate, one is received there, one went between two others. */
export const handoverRows = (of: People): Row[] => {
  const police = of('judicial_police_officer').staffId;
  const inspector = of('labour_inspector').staffId;
  const received = { received_by: inspector, received_at: moment };
  const there = [org('SPJ'), org('ITM')] as const;
  return [
    row('referrals.handover', 'from SPJ to ITM', handover('delivered', there, police)),
    row('referrals.handover', 'from SPJ to ITM, received', handover('asked', there, police, received)),
    row('referrals.handover', 'from PQT-DIE to PGD', handover('waiting', [org('PQT-DIE'), org('PGD')], police)),
  ];
};

/** A body without account is told by mail of what was handed over to it: the world's hand-over to the inspectorate will do. */
const mails = (): Attempt[] => {
  const mail = (words: string, more: Values = {}): Attempt =>
    inserts('referrals.outbox', words, {
      ...{ id: id('outbox mail'), report_id: id('report delivered'), organisation_id: org('ITM'), kind: 'mail' },
      ...{ next_attempt_at: moment, created_at: moment, audience: [own] },
      ...more,
    });
  return [
    mail('a mail to whom it handed over'),
    mail('a report to whom it handed over', { kind: 'inbox' }),
    mail('a mail called delivered', { state: 'delivered' }),
    mail('a mail for others to see', { audience: [own, org('ECPAT')] }),
    mail('a mail to whom nothing went', { organisation_id: org('MJ') }),
    mail('a mail about another report', { report_id: id('report reviewing') }),
    mail('a mail of what others handed over', { report_id: id('report waiting'), organisation_id: org('PGD') }),
  ];
};

/** What is tried on matters handed over. */
export const handoverAttempts = (of: People, find: Find): Attempt[] => {
  const court = org('TA');
  const gives = (more: Values = {}, report = 'delivered'): Values => ({
    ...handover(report, [own, court], self),
    ...{ id: id('handover fresh'), reference: '4444-4444' },
    ...more,
  });
  const elsewhere = { from_organisation_id: org('ECPAT'), audience: [org('ECPAT'), court] };
  const receive = `received_by = '${self}', received_at = now()`;
  const given = find('referrals.handover', 'from SPJ to ITM');
  const other = of('labour_inspector').staffId;
  return [
    ...mails(),
    inserts('referrals.handover', 'redirected by her own body', gives()),
    inserts('referrals.handover', 'as another body', gives(elsewhere)),
    inserts('referrals.handover', 'in another’s name', gives({ handed_by: other })),
    inserts('referrals.handover', 'already received', gives({ received_by: self, received_at: moment })),
    inserts('referrals.handover', 'with more readers', gives({ audience: [own, court, org('ECPAT')] })),
    inserts('referrals.handover', 'with fewer readers', gives({ audience: [own] })),
    inserts('referrals.handover', 'for another reason', gives({ reason: 'labour' })),
    inserts('referrals.handover', 'that was not redirected', gives({}, 'asked')),
    updates('receive it', given, receive),
    updates('receive it in another’s name', given, `received_by = '${other}', received_at = now()`),
    updates('receive it again', find('referrals.handover', 'from SPJ to ITM, received'), receive),
    updates('receive what went elsewhere', find('referrals.handover', 'from PQT-DIE to PGD'), receive),
    updates('write its facts anew', given, "commune = 'x'"),
  ];
};
