import { assistanceColumns } from './columns/assistance.ts';
import { caseColumns } from './columns/cases.ts';
import { houseColumns } from './columns/house.ts';
import { proceedingsColumns } from './columns/proceedings.ts';
import { portalColumns } from './columns/portal.ts';
import { reportColumns } from './columns/reports.ts';

/** What a column may hold, and of which type it must be. A name of a person helped stands in `sealed` alone. */
export const classes = {
  id: { types: ['uuid', 'uuid[]'], means: 'a random identifier, or a list of them' },
  code: { types: ['text', 'text[]'], means: 'a code; the database refuses names and sentences' },
  installed: { types: ['text', 'text[]'], means: 'a code that the installation copies from the profile' },
  flag: { types: ['boolean'], means: 'yes or no' },
  number: { types: ['smallint', 'integer', 'bigint', 'smallint[]'], means: 'a count, a version, an order' },
  day: { types: ['date'], means: 'a day' },
  moment: { types: ['timestamp with time zone'], means: 'a moment' },
  hash: { types: ['bytea'], means: 'a digest or a keyed token' },
  sealed: { types: ['bytea'], means: 'ciphertext of what somebody wrote or handed in' },
  wrapped: { types: ['bytea'], means: 'a key under another key' },
  secret: { types: ['bytea'], means: 'a key of the program, read by definer functions alone' },
  public: { types: ['bytea'], means: 'a public key or a signature' },
  words: { types: ['jsonb'], means: 'a public name of a body or a role, in several languages' },
  staff: { types: ['text'], means: 'about a member of staff at work, open to colleagues' },
  trusted: { types: ['text', 'jsonb'], means: 'only the program keeps names out of it; each has its reason below' },
} as const;

export type Class = keyof typeof classes;
export type Columns = Readonly<Record<string, { readonly [one in Class]?: string }>>;

/** Every column of every table has a class. A new column without one fails the catalogue test. */
export const columns: Columns = {
  ...houseColumns,
  ...reportColumns,
  ...caseColumns,
  ...assistanceColumns,
  ...portalColumns,
  ...proceedingsColumns,
};

/** Why a column may hold text that the database does not judge. */
export const trustedBecause: Readonly<Record<string, string>> = {
  'identity.legal_basis.entry': 'the profile’s article and codes, copied by the installation',
  'security.session.context': 'the signed context, with the name of a member of staff',
  'identity.journal_check.findings': 'places of the journal: kinds, chains and numbers',
  'journal.event.data': 'written by actions, typed as codes; body repeats it',
  'journal.event.body': 'the event as it was chained',
  'journal.checkpoint.note': 'heads of the chains, signed',
  'identity.rights_request.certificate': 'written by the vault of identifiers, moments and counts',
  'referrals.snapshot.questions': 'the questions as worded in the profile, and coded answers',
  'identification.minister_notice.legal_reference': 'the article of the law, from the profile',
  'identification.stay_report.legal_reference': 'the article of the law, from the profile',
};
