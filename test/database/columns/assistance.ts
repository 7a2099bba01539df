import type { Columns } from '../columns.ts';

/** Columns of the support of persons: codes and days, no text. */
export const assistanceColumns: Columns = {
  'assistance.support': {
    id: 'id case_id organisation_id worker_id begun_by',
    code: 'state reason team',
    number: 'version',
    day: 'since referred_on contacted_on assessed_on planned_on ended_on',
    moment: 'begun_at',
  },
  'assistance.step': { id: 'id support_id made_by', code: 'event to_state reason', day: 'on_day', moment: 'made_at' },
  'assistance.assessment': {
    id: 'id support_id made_by',
    code: 'kind levels',
    day: 'made_on valid_until',
    moment: 'made_at',
  },
  'assistance.goal': {
    id: 'id support_id set_by',
    code: 'service team state reason',
    number: 'version',
    day: 'target_on set_on ended_on',
    moment: 'set_at',
  },
  'assistance.session': {
    id: 'id support_id made_by',
    code: 'kind place language state attendance reason',
    number: 'minutes version',
    moment: 'planned_at made_at',
  },
};
