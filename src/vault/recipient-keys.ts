import { type Outcome, refuse } from '../platform/outcome.ts';
import type { TwoRefusal, VaultRequest } from '../platform/vault-client/contract.ts';
import type { VerifiedViewer } from './context.ts';
import { revokedKeys, type ToldKey, toldKeys } from './store/recipient-keys.ts';
import { type Answer, answerHolds, type KeyProposal, proposalHolds, type Signer } from './two-seals.ts';
import type { Vault } from './vault.ts';

type Act = VaultRequest<'sealAct'>['act'];

/** What one person enters, for a body of hers; the key is written in hexadecimal digits. */
export const keyProposal = async (
  _: Vault,
  viewer: VerifiedViewer,
  act: Extract<Act, { does: 'enter-key' }>,
  by: Signer,
): Promise<Outcome<KeyProposal, TwoRefusal>> => {
  const { id, organisationId, recipientId, publicKey } = act;
  if (!viewer.person.organisationIds.includes(organisationId)) return refuse('not-allowed');
  return { kind: 'recipient-key', id, recipientId, publicKey, by: { ...by, organisationId } };
};

const isOver = ({ keys }: Vault, { id }: { readonly id: string }): boolean => keys.tombstones.has('recipient_key', id);

/** Another person of that body confirms a key that was entered under a seal of ours. */
export const keyAnswer = async (
  vault: Vault,
  viewer: VerifiedViewer,
  act: Extract<Act, { does: 'confirm-key' }>,
  by: Signer,
): Promise<Outcome<Answer<KeyProposal>, TwoRefusal>> => {
  const [told] = await toldKeys(vault.database, viewer.person.organisationIds, act.keyId);
  const proposal = told?.proposal ?? null;
  if (proposal === null || isOver(vault, proposal) || !proposalHolds(vault.keys.sealingKey, proposal))
    return refuse('unknown-proposal');
  if (viewer.context.staff === proposal.by.staffId) return refuse('own-proposal');
  return { proposal, answer: 'approved', by: { ...by, organisationId: proposal.by.organisationId } };
};

/** A key that one person entered and another one confirmed, each under a seal of ours, and that nobody revoked. */
export const isInUse = (vault: Vault, { confirmed }: ToldKey): boolean =>
  confirmed !== null && !isOver(vault, confirmed.proposal) && answerHolds(vault.keys.sealingKey, confirmed);

/** Does everything that is told of this key hold: that it was entered, and that it was confirmed, if it says so? */
export const keyHolds = (vault: Vault, told: ToldKey): boolean => {
  const { proposal, isConfirmed } = told;
  return isConfirmed
    ? isInUse(vault, told)
    : proposal !== null && !isOver(vault, proposal) && proposalHolds(vault.keys.sealingKey, proposal);
};

/** Remembers outside the database which keys were revoked: an older backup takes none of them into use again. */
export const rememberRevoked = async ({ database, keys }: Vault): Promise<void> => {
  for (const id of await revokedKeys(database)) keys.tombstones.add('recipient_key', id);
};
