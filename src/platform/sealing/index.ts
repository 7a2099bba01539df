/** Sealing for every process: public keys only. What opens lives in the vault. */
export { newKey } from './aead.ts';
export { argon2id, type Argon2Cost } from './argon2.ts';
export { type DraftBinding, openDraft, sealDraft } from './draft.ts';
export { fileField, largestFile, openFile, type SealedFile, sealFile } from './file.ts';
export { type LetterBinding, openLetter, publicKeyOfSeed, sealLetter } from './letter.ts';
export { openOwnWord, ownWordToken, type SealedWord, sealOwnWord } from './own-word.ts';
export {
  isSignedMessage,
  openReceipt,
  sealReceipt,
  type SignedPlace,
  signKeyOfSeed,
  signMessage,
  unwrapSeed,
  wrapSeed,
} from './receipt.ts';
export {
  type DataKeyRow,
  type DataKeyWrapRow,
  type EnvelopeRow,
  type EraseInboxRow,
  type PublicWrappingKey,
  type SealedFieldRow,
  type SealedRows,
  sealForBodies,
  type SealRecipient,
  type SealRequest,
  type SubjectToSeal,
} from './seal.ts';
export { type Basis, type Compartment, compartments, vaultOrganisationId } from './wraps.ts';
