import type { Privileges } from './privileges-found.ts';

/** What each process may ask of the tables of assistance; read as privileges.ts is. */
export const assistancePrivileges: Privileges = {
  'assistance.aid': { casework: 'insert, select, update(answered_at answered_by state version)' },
  'assistance.closing': { casework: 'insert, select' },
  'assistance.conference': { casework: 'insert, select' },
  'assistance.funding': { casework: 'insert, select, update(withdrawn_at withdrawn_by)', definer: 'select' },
  'assistance.interpreter': { casework: 'insert, select' },
  'assistance.interpreter_conflict': { casework: 'insert, select' },
  'assistance.translation': { casework: 'insert, select, update(delivered_on version)' },
  'assistance.appointment_published': { casework: 'select', definer: 'select' },
  'assistance.assessment': { casework: 'insert, select', definer: 'select' },
  'assistance.goal': { casework: 'insert, select, update(ended_on reason state version)' },
  'assistance.session': {
    casework: 'insert, select, update(attendance minutes reason state version)',
    definer: 'select, update(reason state version)',
  },
  'assistance.packet': {
    casework: 'insert, select, update(answered_at answered_by ended_at ended_by outcome reason state version)',
    definer: 'select, update(ended_at state version)',
  },
  'assistance.step': { casework: 'insert, select', definer: 'insert' },
  'assistance.recipient_key': {
    casework:
      'insert, select, update(confirmed_at confirmed_by confirmed_nonce confirmed_seal revoked_at revoked_by version)',
    vault: 'select(all but revoked_by version)',
  },
  'assistance.sealed_packet': {
    casework: 'insert, select, update(ended_on outcome received_on state version)',
    definer: 'select, update(packet state version)',
  },
  'assistance.support': {
    casework: 'insert, select, update(all but begun_at begun_by case_id id organisation_id referred_on)',
    definer: 'select, update(ended_on reason since state version)',
  },
};
