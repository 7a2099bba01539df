import type { Cell } from './cells.ts';

/** A rule of law or of the product, said about the cells of the matrix: nobody else may, whatever the matrix says. */
export type Law = {
  readonly says: string;
  readonly cells: (cell: Omit<Cell, 'sql'>) => boolean;
  /** Who may at most, as names of roles; processes are named with `@`. */
  readonly only: readonly string[];
};

const writes = ['insert', 'update', 'delete'];
/** Speaks of no report: a matter of another kind, for the body it belongs to. */
const handedOver = 'referrals.handover';
const police = ['judicial_police_officer'];
const service = ['savteh_worker', 'coteh_worker'];
const programs = ['@vault', '@worker', '@definer', '@statistics', '@auditor', '@linkage', '@owner'];
const reporting = [
  'labour_inspector',
  'police_station_officer',
  'judicial_police_officer',
  'savteh_worker',
  'coteh_worker',
  'hotline_worker',
  'reception_worker',
  'asylum_interviewer',
  'immigration_reference_person',
  'detention_worker',
  'border_officer',
  'school_nurse',
  'health_professional',
  'ngo_detector',
];
const examining = [...police, 'prosecutor', 'investigating_judge'];

/** Sources: the profile's actors.json (who may never do what) and the safety rules of the product. */
export const laws: readonly Law[] = [
  {
    says: 'Presumed, identified, not a victim, status lost: set by the Judicial Police and nobody else.',
    cells: ({ table, verb }) =>
      ['identification.status', 'identification.decision', 'identification.person_outcome'].includes(table) &&
      writes.includes(verb),
    only: [...police, '@definer'],
  },
  {
    says: 'An assistance file is opened, refused and closed by the support service: never by the police.',
    cells: ({ table, name }) => table === 'cases.support_referral' && name === 'accept it',
    only: service,
  },
  {
    says: 'What a person is helped with, needs and is in danger of is seen by the support service alone: not by the police, the prosecutor, the immigration department or anybody else.',
    cells: ({ table, verb }) =>
      table.startsWith('assistance.') && !/^assistance\.(packet|recipient_key)$/.test(table) && verb === 'select',
    only: [...service, '@definer'],
  },
  {
    says: 'What one service sends another about a person is seen by these two alone: not by the police, the prosecutor, the immigration department or anybody else.',
    cells: ({ table, verb, name }) => table === 'assistance.packet' && verb === 'select' && !/from SPJ/.test(name),
    only: [...service, 'packet_recipient', '@definer'],
  },
  {
    says: 'What the police sends a service about a person is seen by these two alone: not by the support service, the prosecutor, the immigration department or anybody else.',
    cells: ({ table, verb, name }) => table === 'assistance.packet' && verb === 'select' && /from SPJ/.test(name),
    only: [...police, 'packet_recipient', '@definer'],
  },
  {
    says: 'Where somebody sleeps is seen by the service that asked and the house that was asked: not by the police, the prosecutor, the immigration department or anybody else.',
    cells: ({ table, verb }) => /^accommodation\.(placement|step|house_request)$/.test(table) && verb === 'select',
    only: [...service, 'hotline_worker', 'house_worker', '@definer'],
  },
  {
    says: 'Who decides on residence sees no testimony, no health notes, no contact, no case.',
    cells: ({ table, verb }) => /^(referrals|cases)\./.test(table) && table !== handedOver && verb === 'select',
    only: [...reporting, 'prosecutor', 'investigating_judge', ...programs],
  },
  {
    says: 'Ministry of Justice, rapporteur, statistics office and administrators see figures, never a report, a case or an examination.',
    cells: ({ table, verb }) =>
      /^(referrals|cases|identification)\./.test(table) && table !== handedOver && verb === 'select',
    only: [...reporting, ...examining, 'permit_officer', ...programs],
  },
  {
    says: 'How a person is examined is seen by those who examine: not by the support service, not by who reported.',
    cells: ({ table, verb }) =>
      /^identification\.(interview|decision|palermo_view|notice_origin|removal_block|person_outcome)$/.test(table) &&
      verb === 'select',
    only: [...examining, '@definer', '@statistics'],
  },
  {
    says: 'A return officer asks whether removal is blocked, and sees nothing.',
    cells: ({ table, verb }) => table === 'identification.removal_block' && verb === 'select',
    only: [...examining, '@definer'],
  },
  {
    says: 'What is decided on a stay is seen by those who decide it: not by police or support, not by returns, not by asylum.',
    cells: ({ table, verb }) => table.startsWith('protection.stay') && verb === 'select',
    only: ['permit_officer', '@definer'],
  },
  {
    says: 'What three bodies say of a permit is seen by those who confer: neither returns nor asylum, and the case behind it not by the permit service.',
    cells: ({ table, verb }) => table.startsWith('protection.conference') && verb === 'select',
    only: ['permit_officer', ...examining, ...service, 'hotline_worker'],
  },
  {
    says: 'A clock of a case is no way for the immigration department into it.',
    cells: ({ table, verb }) =>
      (table === 'protection.clock_event' || table === 'protection.child_step' || table === 'protection.onward_step') &&
      verb === 'select',
    only: [...examining, ...service, 'hotline_worker', '@worker', '@definer'],
  },
  {
    says: 'The ciphertext of a name, and the keys to it, are read by the vault alone.',
    cells: ({ table, verb }) => table === 'identity.erase_key_inbox' && verb === 'select',
    only: ['@vault'],
  },
  {
    says: 'Tokens and filters are read by the nightly run alone, which sees no file; whose they are is seen by no login that sees a token.',
    cells: ({ table, verb }) => table === 'linkage.token_row' && verb === 'select',
    only: ['@linkage', '@definer'],
  },
  {
    says: 'Immigration, prosecution and figures never see that somebody may be matched.',
    cells: ({ table, verb }) => table.startsWith('matching.') && verb === 'select',
    only: [
      ...police,
      ...service,
      'ngo_detector',
      'health_professional',
      'school_nurse',
      '@worker',
      '@definer',
      '@statistics',
    ],
  },
  {
    says: 'Nobody rewrites the journal, a checkpoint, a sealed text, a decision’s origin or a frozen figure.',
    cells: ({ table, verb, name }) =>
      verb === 'update' &&
      /^(journal\.(event|checkpoint)|identity\.sealed_field|statistics\.figure_(cell|source))$/.test(table) &&
      name !== '',
    only: [],
  },
  {
    says: 'Nothing that happened is deleted: drafts, unsent files, taken-back roles, the vault’s letter box, counters and keys of forms, and what was computed for matching and search, and sealed files of who is erased, and papers taken from a person’s page, are all that goes.',
    cells: ({ table, verb }) =>
      verb === 'delete' &&
      !/^(referrals\.(draft|evidence_file)|cases\.document|directory\.staff_role|identity\.(erase_key_inbox|search_(token|index|due)|envelope|data_key|data_key_wrap|sealed_field)|security\.(sign_in_attempt|form_done)|linkage\.(record|token_row|edge|member)|matching\.(file|side)|portal\.(own_(page|message|document)|conversation_message))$/.test(
        table,
      ),
    only: ['@owner'],
  },
];

/** The role behind an actor's name: `savteh_worker/unit` is a savteh_worker. */
export const roleOf = (actor: string): string => actor.split('/')[0] ?? actor;
