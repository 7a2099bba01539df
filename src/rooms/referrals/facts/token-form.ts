import { defineForm } from '../../../platform/form/index.ts';

/** A token for another system: the account it acts as, its rights, its last day. */
export const tokenForm = defineForm('referrals', [
  { id: 'token_account', kind: 'text', limit: 200, required: true, secrecy: 'internal' },
  { id: 'token_scopes', kind: 'choices', codes: 'api-scopes', least: 1, required: true, secrecy: 'open' },
  { id: 'token_ends', kind: 'date', required: true, secrecy: 'open' },
]);
