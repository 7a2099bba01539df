import type { Privileges } from './privileges-found.ts';

/** What each process may ask of the tables of justice; read as privileges.ts is. */
export const proceedingsPrivileges: Privileges = {
  'proceedings.case_body': { casework: 'insert, select, update(until)', definer: 'select' },
  'proceedings.case_step': { casework: 'insert, select' },
  'proceedings.case_victim': { casework: 'insert, select, update(left_on)', definer: 'select' },
  'proceedings.custody_step': { casework: 'insert, select' },
  'proceedings.exchange': { casework: 'insert, select' },
  'proceedings.exhibit': { casework: 'insert, select' },
  'proceedings.joint_operation': { casework: 'insert, select' },
  'proceedings.link': { casework: 'insert, select, update(withdrawn_on)' },
  'proceedings.measure': { casework: 'insert, select, update(ended_on result version)' },
  'proceedings.node': { casework: 'insert, select' },
  'proceedings.request_abroad': {
    casework: 'insert, select, update(other_definition refusal since state version)',
  },
  'proceedings.request_step': { casework: 'insert, select' },
  'proceedings.criminal_case': {
    casework: 'insert, select, update(last_qualification scope sealed_for since state unit version)',
    definer: 'select, update(audience)',
  },
  'proceedings.qualification': { casework: 'insert, select' },
  'proceedings.suspect': {
    casework: 'insert, select, update(all but criminal_case_id id kind number organisation_id recorded_at recorded_by)',
  },
  'proceedings.charge': { casework: 'insert, select, update(dropped_on)' },
  'proceedings.claim': {
    casework: 'insert, select, update(decided_by decided_on granted_cents reasons state)',
    definer: 'select',
  },
  'proceedings.compensation_step': { casework: 'insert, select', definer: 'insert, select' },
  'proceedings.hearing': { casework: 'insert, select' },
  'proceedings.judgment': { casework: 'insert, select, update(appealed_on final_how final_on)' },
  'proceedings.victim_entry': { casework: 'insert, select' },
};
