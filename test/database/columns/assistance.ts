import type { Columns } from '../columns.ts';

/** Columns of the support of persons: codes and days, no text. */
export const assistanceColumns: Columns = {
  'assistance.support': {
    id: 'id case_id organisation_id worker_id begun_by',
    code: 'state reason team',
    number: 'version',
    day: 'since referred_on contacted_on assessed_on planned_on ended_on law_on',
    moment: 'begun_at',
  },
  'assistance.step': { id: 'id support_id made_by', code: 'event to_state reason', day: 'on_day', moment: 'made_at' },
  'assistance.assessment': {
    id: 'id support_id made_by',
    code: 'kind levels',
    day: 'made_on valid_until',
    moment: 'made_at',
  },
  'assistance.aid': {
    id: 'id support_id asked_by answered_by',
    code: 'currency ground payer state',
    number: 'amount_cents limit_cents version',
    day: 'on_day',
    moment: 'asked_at answered_at',
  },
  'assistance.translation': {
    id: 'id support_id ordered_by',
    code: 'kind from_language to_language confidentiality currency payer',
    number: 'cost_cents version',
    day: 'ordered_on due_on delivered_on',
  },
  'assistance.conference': {
    id: 'id support_id written_by',
    code: 'bodies points',
    day: 'held_on next_on',
    moment: 'written_at',
  },
  'assistance.closing': {
    id: 'support_id reported_to closed_by',
    code: 'ending exit_to',
    flag: 'exit_handed',
    moment: 'closed_at',
  },
  'assistance.funding': {
    id: 'id organisation_id added_by withdrawn_by',
    code: 'team payer currency',
    number: 'weekly_minutes amount_cents',
    day: 'starts_on ends_on',
    moment: 'added_at withdrawn_at',
  },
  'assistance.interpreter': {
    id: 'id organisation_id added_by',
    code: 'number languages',
    flag: 'remote',
    moment: 'added_at',
  },
  'assistance.interpreter_conflict': {
    id: 'id interpreter_id support_id set_by',
    code: 'ground',
    moment: 'set_at',
  },
  'assistance.packet': {
    id: 'id case_id person_id from_organisation_id to_organisation_id audience consent_id sent_by answered_by ended_by',
    code: 'reference purpose urgency facts compartments state reason outcome',
    number: 'version',
    day: 'expires_on',
    moment: 'sent_at answer_by answered_at ended_at',
  },
  'assistance.recipient_key': {
    id: 'id organisation_id recipient_id entered_by confirmed_by revoked_by',
    public: 'public_key',
    code: 'entered_nonce entered_seal confirmed_nonce confirmed_seal',
    number: 'version',
    moment: 'entered_at confirmed_at revoked_at',
  },
  'assistance.sealed_packet': {
    id: 'id case_id person_id organisation_id recipient_id recipient_key_id consent_id made_by',
    code: 'reference facts compartments state outcome',
    sealed: 'packet',
    number: 'version',
    day: 'expires_on received_on ended_on',
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
    id: 'id support_id interpreter_id made_by',
    code: 'kind place language state attendance reason',
    number: 'minutes version',
    moment: 'planned_at made_at',
  },
};
