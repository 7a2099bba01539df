import type { Refusal } from '../../../platform/outcome.ts';

/** Why this room says no: a closed list; texts in `words`, `referrals.refusal.<code>`. */
export type ReferralRefusal =
  | 'not_found'
  | 'not_complete'
  | 'no_person'
  | 'too_many_persons'
  | 'changed_meanwhile'
  | 'not_declared'
  | 'draft_sent_already'
  | 'too_many_files'
  | 'file_type_not_taken'
  | 'file_damaged'
  | 'file_protected'
  | 'may_not_write'
  | 'may_not_send'
  | 'may_not_send_for_others'
  | 'may_not_key_in'
  | 'may_not_report'
  | 'may_not_read'
  | 'may_not_receive'
  | 'may_not_triage'
  | 'may_not_ask_back'
  | 'may_not_answer_back'
  | 'may_not_answer_for_others'
  | 'may_not_redirect'
  | 'may_not_split_merge'
  | 'already_acknowledged'
  | 'already_answered'
  | 'step_not_possible'
  | 'not_delivered_everywhere'
  | 'merged_elsewhere'
  | 'same_report'
  | 'all_persons'
  | 'no_such_report'
  | 'no_such_person'
  | 'persons_have_cases'
  | 'urgency_same'
  | 'key_used_for_other_body';

/** A refusal that concerns something the caller sent. */
export type Refused = Refusal<ReferralRefusal>;
