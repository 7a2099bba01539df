import type { Privileges } from './privileges-found.ts';

/** What each process may ask of the tables of identity; read as privileges.ts is. */
export const identityPrivileges: Privileges = {
  'identity.break_glass': {
    casework: 'select, update(reviewed_at reviewed_by verdict)',
    vault:
      'insert, select, update(answer answered_at answered_by answered_by_organisation ended_by ends_at review_until)',
    worker:
      'select(alarmed_at answer audience case_id id person_id requested_by_organisation review_until verdict), update(alarmed_at)',
  },
  'identity.break_glass_notice': { casework: 'select', vault: 'insert', worker: 'insert, select, update(mailed_at)' },
  'identity.consent': {
    casework: 'insert, select',
    definer: 'select, update(withdrawn_at withdrawn_by withdrawn_how withdrawn_on)',
    vault: 'select, update(withdrawn_at withdrawn_by withdrawn_how withdrawn_on)',
  },
  'identity.data_key': {
    casework: 'select',
    definer: 'insert, select',
    vault: 'delete, insert, select, update(renew_since)',
  },
  'identity.data_key_wrap': {
    casework: 'select(all but wrapped)',
    definer: 'insert, select',
    vault: 'delete, insert, select',
  },
  'identity.envelope': {
    casework: 'select(all but ciphertext encapsulation key_id)',
    definer: 'insert, select',
    vault: 'delete, insert, select, update(ciphertext encapsulation key_id)',
  },
  'identity.erase_key_inbox': { definer: 'insert', vault: 'delete, select' },
  'identity.key_rotation': { vault: 'insert, select, update(all but id new_key_id organisation_id started_at)' },
  'identity.law_answer': { casework: 'insert, select', vault: 'select' },
  'identity.law_end': { casework: 'insert, select', vault: 'select' },
  'identity.law_proposal': { casework: 'insert, select', vault: 'select' },
  'identity.legal_basis': { casework: 'select', vault: 'select' },
  'identity.journal_check': {
    casework: 'insert(asked_at asked_by asked_by_organisation id), select',
    definer: 'select',
    worker: 'insert, select, update(all but asked_at asked_by asked_by_organisation id)',
  },
  'identity.legal_hold': {
    casework: 'insert, select, update(lifted_at lifted_by)',
    definer: 'select',
    vault: 'select',
  },
  'identity.organisation_key': {
    casework: 'select',
    definer: 'select',
    portal: 'select',
    vault: 'insert, select, update(retired_at state)',
    worker: 'select',
  },
  'identity.search_due': {
    definer: 'insert, select, update(all but organisation_id subject_id)',
    vault: 'delete, insert, select, update(due_at tries)',
  },
  'identity.search_index': { vault: 'delete, insert, select, update(version)' },
  'identity.search_token': { vault: 'delete, insert, select' },
  'identity.sealed_field': {
    casework: 'select(all but blob)',
    definer: 'insert, select(created_by subject_id)',
    vault: 'delete, insert, select',
  },
  'identity.rights_notice': { casework: 'select, update(confirmed_at confirmed_by)', definer: 'insert, select' },
  'identity.rights_request': {
    casework:
      'insert, select, update(decided_at decided_by due_on extension_reason ground parts purposes recorded_by state version)',
    definer: 'insert, select',
    vault: 'select, update(certificate decided_at decided_by kept_by signature signed_with state version)',
  },
  'identity.withdrawal_notice': { casework: 'select, update(confirmed_at confirmed_by)', definer: 'insert, select' },
};
