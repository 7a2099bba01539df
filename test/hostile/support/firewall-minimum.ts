import type { ImmigrationRole } from './firewall-story.ts';

/*
 * What each of the three in immigration comes to see, whole. Everything else is refused; a test that finds more fails.
 */

/** What everybody who is signed in may read: who works where, which law is on, keys to seal to. */
export const house = /^(directory\.|identity\.(law_|legal_basis|organisation_key)|journal\.event)/;

/** Rows beside those of the house, by table and view. */
export const mayRead: Readonly<Record<ImmigrationRole, Readonly<Record<string, number>>>> = {
  permits: {
    // The agreed fields of a conference, with the columns of the others.
    'protection.conference': 1,
    'protection.conference_entry': 1,
    'identification.minister_notice': 1,
    'identification.minister_notice_published': 1,
    'identification.stay_report': 1,
    'identity.data_key': 2,
    'identity.data_key_wrap': 2,
    'identity.envelope': 2,
    'identity.sealed_field': 6,
    'identity.sealed_field_published': 6,
  },
  refugees: {
    'identity.data_key': 4,
    'identity.data_key_wrap': 4,
    'identity.envelope': 1,
    'identity.sealed_field': 9,
    'identity.sealed_field_published': 9,
    'referrals.change': 3,
    'referrals.draft': 1,
    'referrals.exploiter': 1,
    'referrals.inbox': 2,
    'referrals.interview_circumstances': 1,
    'referrals.outbox': 2,
    'referrals.outcome_notice': 1,
    'referrals.period': 1,
    'referrals.period_published': 1,
    'referrals.place': 1,
    'referrals.place_published': 1,
    'referrals.report': 1,
    'referrals.report_person': 1,
    'referrals.report_person_channel': 1,
    'referrals.report_person_contact': 1,
    'referrals.report_person_needs': 1,
    'referrals.report_person_published': 1,
    'referrals.report_person_residence': 1,
    'referrals.report_published': 1,
    'referrals.report_reference': 1,
    'referrals.report_reference_published': 1,
    'referrals.share': 6,
    'referrals.snapshot': 10,
  },
  returns: {},
};

const everybodys = {
  'GET /': '200',
  'GET /directory': '200',
  'GET /leaflets': '200',
  'POST /leaflets': '422',
  'GET /me': '200',
  'GET /me/absences': '200',
  'POST /me/absences': '422',
  'GET /me/delegations': '200',
  'POST /me/delegations': '422',
};

/** Every route that answers at all, and how; the others say that there is nothing, or that one may not. */
export const mayReach: Readonly<Record<ImmigrationRole, Readonly<Record<string, string>>>> = {
  permits: {
    ...everybodys,
    'GET /notices': '200',
    'GET /notices/:noticeId': '200',
    'POST /notices/:noticeId/open': '422',
    'POST /notices/:noticeId/received': '303',
    'GET /conferences/:noticeId': '200',
    'POST /conferences/:noticeId': '303',
    'GET /stays': '200',
    'GET /stays/:noticeId': '200',
    'POST /stays/:noticeId/parallel': '422',
  },
  refugees: {
    ...everybodys,
    'GET /reports': '200',
    'POST /reports/drafts': '303',
    'GET /reports/drafts/:draftId': '200',
    'POST /reports/drafts/:draftId/persons': '422',
    'POST /reports/drafts/:draftId/persons/:personId/remove': '422',
    'POST /reports/drafts/:draftId/label': '422',
    'POST /reports/drafts/:draftId/widen': '422',
    'POST /reports/drafts/:draftId/delete': '422',
    'GET /reports/drafts/:draftId/evidence': '200',
    'POST /reports/drafts/:draftId/evidence': '422',
    'POST /reports/drafts/:draftId/evidence/:fileId/remove': '422',
    'GET /reports/drafts/:draftId/check': '200',
    'POST /reports/drafts/:draftId/send': '303',
    'GET /reports/:reportId/receipt': '200',
    'GET /reports/sent': '200',
    'GET /reports/:reportId/record': '200',
    'GET /reports/:reportId': '200',
    'GET /reports/:reportId/persons/:personId/consents': '200',
    'GET /reports/:reportId/add': '200',
    'POST /reports/:reportId/add': '422',
    'GET /reports/:reportId/correct': '200',
    'POST /reports/:reportId/correct': '422',
    'POST /reports/:reportId/label': '303',
    'POST /reports/:reportId/outcome-read': '303',
    'GET /reports/search': '200',
    'POST /reports/search': '422',
    'GET /reports/prompt-sheet': '200',
    'GET /reports/:reportId/record.pdf': '503',
    'POST /reports/:reportId/record.pdf': '422',
  },
  returns: { ...everybodys, 'GET /removal': '200', 'POST /removal': '422' },
};

/** Functions that say who one is, or begin and end sessions. */
export const ofSessions =
  /^security\.(authenticate|begin_session|end_|may|open_session|sees_|synthetic_personas|viewer)/;
/** Functions that write; the access matrix tries each as every role, and knows no call for these three. */
export const writing = [
  'cases.open_case',
  'cases.settle_everywhere',
  'identification.begin_status',
  'identity.insert_sealed',
  'jobs.wake',
  'journal.append',
  'matching.answer_side',
  'matching.judge_side',
  'matching.stop_file',
  'portal.conversation_hand_on',
  'proceedings.tell_claim',
  'proceedings.tell_victims',
  'protection.tell_case',
  'referrals.answer_question',
  'referrals.insert_report',
];
/** Says something of the journal as a whole, and of nobody. */
export const ofNobody = ['identity.journal_is_whole'];
/** Asked by a policy about the row that is written. */
export const ofPolicies = ['referrals.is_part_of'];

/** Parts of subjects and the purposes for which the vault opens them. */
export const mayOpen: Readonly<Record<ImmigrationRole, readonly string[]>> = {
  permits: ['presumed notice', 'stay notice'].flatMap((notice) => [
    `${notice} identity decide_residence`,
    `${notice} identity correct_record`,
  ]),
  refugees: [
    ...['identity', 'testimony'].flatMap((part) => [
      `own person ${part} check_own_report`,
      `own person ${part} protect_from_danger`,
    ]),
    ...['testimony', 'reporter'].flatMap((part) => [
      `own report ${part} check_own_report`,
      `own report ${part} protect_from_danger`,
    ]),
  ],
  returns: [],
};
