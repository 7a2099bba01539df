import type { Privileges } from './privileges-found.ts';

/** What each process may ask of the tables of safe beds, and of the cases’ tables these read; read as privileges.ts is. */
export const accommodationPrivileges: Privileges = {
  'accommodation.abroad': {
    casework: 'insert, select, update(answered_at answered_by state until_day version visited_on visits)',
  },
  'accommodation.alarm': { casework: 'insert, select, update(closed_at closed_by outcome state version)' },
  'accommodation.bed': {
    casework: 'insert, select, update(all but code house_id id organisation_id room)',
  },
  'accommodation.claim': {
    casework: 'insert, select, update(cancelled_at free_from from_day reason until_day version)',
    definer: 'select',
  },
  'accommodation.closure_change': { casework: 'insert, select' },
  'accommodation.house': { casework: 'insert, select, update(all but code created_at created_by id organisation_id)' },
  'accommodation.house_request': { casework: 'insert, select, update(answered_at answered_by outcome state version)' },
  'accommodation.placed': { casework: 'select', definer: 'insert, select, update(all but case_id)' },
  'accommodation.placement': {
    casework: 'insert, select, update(all but id reference requested_at requested_by support_organisation_id)',
    definer: 'select',
  },
  'accommodation.step': { casework: 'insert, select' },
  'cases.case_link': { casework: 'insert, select, update(ended_at)', definer: 'select' },
  'cases.case_reference_published': { casework: 'select' },
};
