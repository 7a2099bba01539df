/** The front door of identity: sealing, who could open what, and asking the vault to open. */
export {
  holders,
  openIdentity,
  type Opened,
  type Opening,
  openSealedFile,
  organisationKeys,
  type Recipient,
  sealedFields,
  sealFor,
  sealForEach,
  storeSealed,
} from './actions.ts';
export { opensOf } from './access.ts';
export type { IdentityRefusal } from './facts.ts';
export type { Holder, SealedFieldName } from './store.ts';
