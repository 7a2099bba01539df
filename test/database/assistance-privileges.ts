import type { Privileges } from './privileges-found.ts';

/** What each process may ask of the tables of assistance; read as privileges.ts is. */
export const assistancePrivileges: Privileges = {
  'assistance.appointment_published': { casework: 'select', definer: 'select' },
  'assistance.assessment': { casework: 'insert, select', definer: 'select' },
  'assistance.goal': { casework: 'insert, select, update(ended_on reason state version)' },
  'assistance.session': {
    casework: 'insert, select, update(attendance minutes reason state version)',
    definer: 'select',
  },
  'assistance.step': { casework: 'insert, select' },
  'assistance.support': {
    casework: 'insert, select, update(all but begun_at begun_by case_id id organisation_id referred_on)',
    definer: 'select',
  },
};
