import { defineForm } from '../../../platform/form/index.ts';

/** Accounts may be long: some 2,400 words. Every other text has the form's usual limits. */
const accountLimit = 15_000;

const doubtful = ['yes', 'not_sure'] as const;

/**
 * What is asked once per report. Ids are unique, so that the form can be shown page by page or all at once.
 * Texts, telephone numbers and addresses are always sealed, under the compartment their secrecy names;
 * codes are columns of the same compartment.
 */
export const reportForm = defineForm('referrals', [
  // Who reports, and a colleague who can be reached as well.
  { id: 'reporter_name', kind: 'text', required: true, secrecy: 'reporter' },
  { id: 'reporter_function', kind: 'text', secrecy: 'reporter' },
  { id: 'reporter_phone', kind: 'phone', secrecy: 'reporter' },
  { id: 'reporter_email', kind: 'email', secrecy: 'reporter' },
  { id: 'second_contact_name', kind: 'text', required: true, secrecy: 'reporter' },
  { id: 'second_contact_phone', kind: 'phone', secrecy: 'reporter' },
  { id: 'second_contact_email', kind: 'email', required: true, secrecy: 'reporter' },
  // Keyed in for somebody else: paper, e-mail, telephone.
  { id: 'keyed_in', kind: 'yes-no', secrecy: 'open' },
  {
    id: 'intake_channel',
    kind: 'choice',
    codes: 'intake-channels',
    required: true,
    secrecy: 'open',
    shownWhen: { field: 'keyed_in', is: true },
  },
  {
    id: 'received_on',
    kind: 'date',
    notAfter: 'today',
    required: true,
    secrecy: 'open',
    shownWhen: { field: 'keyed_in', is: true },
  },
  {
    id: 'on_behalf_of',
    kind: 'choice',
    codes: 'reporting-bodies',
    as: 'select',
    secrecy: 'open',
    shownWhen: { field: 'keyed_in', is: true },
  },
  {
    id: 'original_reporter',
    kind: 'text',
    secrecy: 'reporter',
    tellable: true,
    shownWhen: { field: 'keyed_in', is: true },
  },
  // How it came to light.
  { id: 'how_came_to_light', kind: 'choice', codes: 'how-it-came-to-light', required: true, secrecy: 'open' },
  {
    id: 'how_came_to_light_other',
    kind: 'text',
    secrecy: 'testimony',
    shownWhen: { field: 'how_came_to_light', is: 'other' },
  },
  { id: 'noticed_on', kind: 'partial-date', notAfter: 'today', tellable: true, secrecy: 'testimony' },
  { id: 'commune_noticed', kind: 'commune', secrecy: 'open' },
  // Danger now.
  { id: 'in_danger', kind: 'three-valued', required: true, secrecy: 'open' },
  {
    id: 'danger_reasons',
    kind: 'long-text',
    tellable: true,
    required: true,
    secrecy: 'testimony',
    shownWhen: { field: 'in_danger', isOneOf: doubtful },
  },
  // What was noticed, and why it looks like exploitation.
  {
    id: 'account',
    kind: 'long-text',
    limit: accountLimit,
    rows: 12,
    tellable: true,
    required: true,
    secrecy: 'testimony',
  },
  { id: 'insight', kind: 'long-text', limit: accountLimit, rows: 6, tellable: true, secrecy: 'testimony' },
  { id: 'inconsistencies', kind: 'long-text', limit: accountLimit, tellable: true, secrecy: 'testimony' },
  // In which circumstances people were talked to.
  { id: 'interview_place', kind: 'choice', codes: 'interview-place', secrecy: 'testimony' },
  {
    id: 'interview_on',
    kind: 'date',
    notAfter: 'today',
    secrecy: 'testimony',
    shownWhen: { field: 'interview_place', isNot: 'no_interview' },
  },
  {
    id: 'persons_present',
    kind: 'choices',
    codes: 'persons-present',
    secrecy: 'testimony',
    shownWhen: { field: 'interview_place', isNot: 'no_interview' },
  },
  {
    id: 'interpreter_kind',
    kind: 'choice',
    codes: 'interpreter-kinds',
    secrecy: 'testimony',
    shownWhen: { field: 'interview_place', isNot: 'no_interview' },
  },
  {
    id: 'interview_language',
    kind: 'language',
    secrecy: 'testimony',
    shownWhen: { field: 'interview_place', isNot: 'no_interview' },
  },
  {
    id: 'interpreter_name',
    kind: 'text',
    secrecy: 'testimony',
    shownWhen: { field: 'interpreter_kind', isOneOf: ['professional_present', 'professional_remote', 'staff'] },
  },
  {
    id: 'interviewed_through',
    kind: 'choice',
    codes: 'sex',
    secrecy: 'testimony',
    shownWhen: { field: 'interpreter_kind', isOneOf: ['professional_present', 'professional_remote', 'staff'] },
  },
  {
    id: 'interview_conditions',
    kind: 'choices',
    codes: 'interview-conditions',
    secrecy: 'testimony',
    shownWhen: { field: 'interview_place', isNot: 'no_interview' },
  },
  { id: 'appearance', kind: 'long-text', tellable: true, secrecy: 'testimony' },
  // Who is said to exploit; also somebody whose name nobody knows.
  {
    id: 'exploiters',
    kind: 'repeat',
    most: 50,
    of: [
      { id: 'exploiter_known', kind: 'three-valued', secrecy: 'investigation' },
      { id: 'exploiter_name', kind: 'text', tellable: true, secrecy: 'investigation' },
      { id: 'nicknames', kind: 'text', secrecy: 'investigation' },
      {
        id: 'exploiter_relation',
        kind: 'choice',
        codes: 'relation-to-exploiter',
        as: 'select',
        secrecy: 'investigation',
      },
      { id: 'exploiter_role', kind: 'choice', codes: 'perpetrator-role', as: 'select', secrecy: 'investigation' },
      { id: 'exploiter_sex', kind: 'choice', codes: 'sex', secrecy: 'investigation', width: 'short' },
      { id: 'exploiter_citizenship', kind: 'country', secrecy: 'investigation' },
      { id: 'exploiter_language', kind: 'language', secrecy: 'investigation' },
      {
        id: 'exploiter_other_languages',
        kind: 'repeat',
        most: 10,
        of: [{ id: 'exploiter_other_language', kind: 'language', secrecy: 'investigation' }],
      },
      { id: 'marks', kind: 'text', secrecy: 'investigation' },
      { id: 'vehicles', kind: 'text', secrecy: 'investigation' },
      { id: 'online_handles', kind: 'text', secrecy: 'investigation' },
      { id: 'exploiter_phone', kind: 'phone', secrecy: 'investigation' },
      { id: 'whereabouts_country', kind: 'country', secrecy: 'investigation' },
      { id: 'whereabouts', kind: 'long-text', rows: 2, tellable: true, secrecy: 'investigation' },
      { id: 'near_person', kind: 'three-valued', secrecy: 'investigation' },
    ],
  },
  // Others who may be exploited.
  { id: 'other_victims', kind: 'three-valued', required: true, secrecy: 'open' },
  {
    id: 'other_victims_details',
    kind: 'long-text',
    tellable: true,
    secrecy: 'testimony',
    shownWhen: { field: 'other_victims', isOneOf: doubtful },
  },
  {
    id: 'related_operation',
    kind: 'text',
    secrecy: 'investigation',
    shownWhen: { field: 'other_victims', isOneOf: doubtful },
  },
  // Told to the police or a prosecutor before, and who else helps.
  { id: 'police_told', kind: 'three-valued', required: true, secrecy: 'open' },
  {
    id: 'told_authority',
    kind: 'choice',
    codes: 'authorities',
    as: 'select',
    secrecy: 'investigation',
    shownWhen: { field: 'police_told', is: 'yes' },
  },
  {
    id: 'file_number',
    kind: 'text',
    tellable: true,
    secrecy: 'investigation',
    shownWhen: { field: 'police_told', is: 'yes' },
  },
  { id: 'others_involved', kind: 'choices', codes: 'others-involved', secrecy: 'testimony' },
  {
    id: 'others_involved_details',
    kind: 'text',
    secrecy: 'testimony',
    shownWhen: { field: 'others_involved', answered: true },
  },
]);
