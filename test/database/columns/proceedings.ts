import type { Columns } from '../columns.ts';

/** Columns of justice: names and words are sealed elsewhere, and none of these takes one. */
export const proceedingsColumns: Columns = {
  'proceedings.criminal_case': {
    id: 'id organisation_id audience sealed_for from_report_id created_by',
    code: 'reference origin scope unit first_qualification last_qualification state',
    number: 'version',
    day: 'opened_on since',
    moment: 'created_at',
  },
  'proceedings.case_body': {
    id: 'id criminal_case_id organisation_id named_by',
    code: 'part',
    day: 'since until',
    moment: 'recorded_at',
  },
  'proceedings.case_step': {
    id: 'id criminal_case_id organisation_id recorded_by',
    code: 'step event from_state to_state reasons',
    number: 'number',
    day: 'decided_on',
    moment: 'recorded_at',
  },
  'proceedings.qualification': {
    id: 'id criminal_case_id organisation_id recorded_by',
    code: 'code',
    number: 'number',
    day: 'qualified_on',
    moment: 'recorded_at',
  },
  'proceedings.case_victim': {
    id: 'id criminal_case_id organisation_id case_id recorded_by',
    number: 'number',
    day: 'joined_on left_on',
    moment: 'recorded_at',
  },
  'proceedings.suspect': {
    id: 'id criminal_case_id organisation_id recorded_by',
    code: 'kind citizenship birth_country sex age_band role state',
    flag: 'danger',
    number: 'number version',
    moment: 'recorded_at',
  },
};
