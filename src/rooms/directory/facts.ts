import { defineForm } from '../../platform/form/index.ts';

/** Why the directory says no: a closed list; texts in `words`, `directory.refusal.<code>`. */
export type DirectoryRefusal =
  | 'may_not_administer'
  | 'may_not_administer_self'
  | 'may_not_administer_elsewhere'
  | 'may_not_delegate'
  | 'login_taken'
  | 'role_not_for_organisation'
  | 'role_not_held'
  | 'needs_passkey'
  | 'unknown_person'
  | 'days_backwards'
  | 'may_not_keep_rota'
  | 'may_not_call'
  | 'no_hour'
  | 'no_number'
  | 'no_address'
  | 'body_has_accounts'
  | 'hours_backwards'
  | 'too_long'
  | 'changed_meanwhile'
  | 'not_found';

/** A new member of staff. */
export const personForm = defineForm('directory', [
  { id: 'display_name', kind: 'text', limit: 120, required: true },
  { id: 'login', kind: 'text', limit: 62, required: true },
  { id: 'roles', kind: 'choices', codes: 'roles', least: 1, required: true },
  { id: 'language', kind: 'choice', codes: 'staff-languages', required: true },
  { id: 'work_contact', kind: 'text', limit: 200 },
]);

/** What may be changed of a member of staff. */
export const changeForm = defineForm('directory', [
  { id: 'display_name', kind: 'text', limit: 120, required: true },
  { id: 'roles', kind: 'choices', codes: 'roles', least: 1, required: true },
  { id: 'language', kind: 'choice', codes: 'staff-languages', required: true },
  { id: 'work_contact', kind: 'text', limit: 200 },
  { id: 'disabled', kind: 'yes-no', required: true },
]);

/** Where the body is told by mail that something waits. */
export const noticeAddressForm = defineForm('directory', [
  { id: 'notice_address', kind: 'email', required: true, autocomplete: 'off' },
]);

/** Where a body that has no account here is told by mail. */
export const outsideAddressForm = defineForm('directory', [
  { id: 'outside_body', kind: 'choice', codes: 'organisations', as: 'select', required: true },
  { id: 'notice_address', kind: 'email', required: true, autocomplete: 'off' },
]);

/** Days away, and who stands in: a colleague's login name. */
export const absenceForm = defineForm('directory', [
  { id: 'from_day', kind: 'date', required: true, width: 'short' },
  { id: 'to_day', kind: 'date', required: true, width: 'short' },
  { id: 'stand_in', kind: 'text', limit: 62 },
]);

/** A role lent to a colleague, by login name. */
export const delegationForm = defineForm('directory', [
  { id: 'to_staff', kind: 'text', limit: 62, required: true },
  { id: 'role', kind: 'choice', codes: 'roles', as: 'select', required: true },
  { id: 'from_day', kind: 'date', required: true, width: 'short' },
  { id: 'to_day', kind: 'date', required: true, width: 'short' },
]);

/** The same two as they are shown: colleagues are chosen from a list, which only the page of one body knows. */
export const shownAbsenceForm = defineForm('directory', [
  ...absenceForm.fields.filter(({ id }) => id !== 'stand_in'),
  { id: 'stand_in', kind: 'choice', codes: 'colleagues', as: 'select' },
]);
export const shownDelegationForm = defineForm('directory', [
  { id: 'to_staff', kind: 'choice', codes: 'colleagues', as: 'select', required: true },
  ...delegationForm.fields.filter(({ id }) => id !== 'to_staff'),
]);

/** Sign-in with password and the code of the authenticator app. */
export const passwordForm = defineForm('directory', [
  { id: 'login', kind: 'text', limit: 62, required: true, autocomplete: 'username' },
  { id: 'password', kind: 'text', secret: true, limit: 256, required: true, autocomplete: 'current-password' },
  { id: 'code', kind: 'text', limit: 12, required: true, autocomplete: 'one-time-code', width: 'short' },
]);

/** The one-time code with which a new person sets up the sign-in. */
export const activationForm = defineForm('directory', [
  { id: 'activation_code', kind: 'text', limit: 60, required: true },
]);

/** A new password and the first code of the authenticator app. */
export const newPasswordForm = defineForm('directory', [
  { id: 'new_password', kind: 'text', secret: true, limit: 256, required: true, autocomplete: 'new-password' },
  { id: 'first_code', kind: 'text', limit: 12, required: true, autocomplete: 'one-time-code', width: 'short' },
]);

/** Lists of codes that belong to the core; texts `directory.code.<list>.<code>`. */
export const directoryLists = { 'duty-channels': ['telephone', 'desk', 'radio'] } as const;

const dutyFields = [
  { id: 'duty_from_day', kind: 'date', required: true, width: 'short' },
  { id: 'duty_from_hour', kind: 'text', limit: 5, required: true, width: 'short', spellcheck: false },
  { id: 'duty_until_day', kind: 'date', required: true, width: 'short' },
  { id: 'duty_until_hour', kind: 'text', limit: 5, required: true, width: 'short', spellcheck: false },
  { id: 'duty_channel', kind: 'choice', codes: 'duty-channels', required: true },
  {
    id: 'duty_number',
    kind: 'text',
    limit: 40,
    required: true,
    width: 'short',
    autocomplete: 'off',
    spellcheck: false,
  },
  { id: 'number_checked_on', kind: 'date', notAfter: 'today', required: true, width: 'short' },
] as const;

/** Somebody on call, by login name; and as it is shown, with the people of the body to choose from. */
export const dutyForm = defineForm('directory', [
  { id: 'duty_staff', kind: 'text', limit: 62, required: true },
  ...dutyFields,
]);
export const shownDutyForm = defineForm('directory', [
  { id: 'duty_staff', kind: 'choice', codes: 'colleagues', as: 'select', required: true },
  ...dutyFields,
]);
