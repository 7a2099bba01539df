import { newId, type Uuid } from '../../../platform/ids.ts';
import { isRefusal, refuse } from '../../../platform/outcome.ts';
import { fingerprintOf } from '../../../platform/sealing/packet.ts';
import type { VaultAnswers, VaultClient, VaultRequest } from '../../../platform/vault-client/index.ts';
import type { Scene } from '../../../profile/index.ts';
import { idOfBody } from '../../directory/index.ts';
import { mayRefer } from '../access.ts';
import type { AssistanceRefusal } from '../facts.ts';
import { keyBytes } from '../rules/index.ts';
import { changeRecipientKey, insertRecipientKey, type RecipientKey, recipientKeys } from '../store/index.ts';
import { type Result, senderOf } from './acting.ts';

export type RecipientKeyInput = { readonly key_of: string; readonly public_key: string };

const digitsOf = (text: string): string => text.replace(/\D/g, '');

/** Are these the digits of the key, however they were grouped? */
const isReadAloud = (publicKey: Uint8Array, digits: string): boolean =>
  digitsOf(digits) === digitsOf(fingerprintOf(publicKey));

const tell = (scene: Scene, keyId: Uuid, event: { readonly type: string }, recipientId: Uuid): void =>
  scene.emit({ ...event, subject: { kind: 'recipient_key', id: keyId }, data: { organisation: recipientId } });

/** A key with what the vault says of its rows: it vouches for who entered and confirmed it, or not, or cannot be asked (null). */
export type KeptKey = RecipientKey & { readonly isVouched: boolean | null };

/** The keys of bodies outside that the service keeps, as the vault vouches for them. */
export const keptKeys = async (scene: Scene, vault: VaultClient): Promise<readonly KeptKey[]> => {
  const keys = await recipientKeys(scene.tx);
  if (keys.length === 0) return [];
  const { context, mac } = scene.viewer;
  const vouched = await vault.vouchedActs({ context, mac, of: 'recipient-keys' });
  return keys.map((key) => ({ ...key, isVouched: isRefusal(vouched) ? null : vouched.ids.includes(key.id) }));
};

/** Loads them for who refers. */
export const readRecipientKeys = async (scene: Scene, vault: VaultClient): Result<readonly KeptKey[]> => {
  const may = mayRefer(scene.viewer, scene.profile);
  return isRefusal(may) ? may : keptKeys(scene, vault);
};

const told: Readonly<Record<string, AssistanceRefusal>> = {
  'own-proposal': 'key_by_another',
  'unknown-proposal': 'key_not_vouched',
  'vault-down': 'vault_down',
};

type Act = VaultRequest<'sealAct'>['act'];

/** What the vault gives for this act, to be written with the row: no key is used without it. */
const sealedBy = async (scene: Scene, vault: VaultClient, act: Act): Result<VaultAnswers['sealAct']> => {
  const { context, mac } = scene.viewer;
  const sealed = await vault.sealAct({ context, mac, at: scene.clock.now(), act });
  return isRefusal(sealed) ? refuse(told[sealed.refused] ?? 'vault_refused') : sealed;
};

/** Enters the public key of a body outside. Nothing is sealed to it before another person has confirmed it. */
export const enterRecipientKey = async (
  scene: Scene,
  vault: VaultClient,
  input: RecipientKeyInput,
): Result<{ keyId: Uuid }> => {
  const may = mayRefer(scene.viewer, scene.profile);
  if (isRefusal(may)) return may;
  if (!scene.profile.assistance.packets.abroad.bodies.includes(input.key_of))
    return refuse('body_not_for_purpose', { field: 'key_of' });
  const publicKey = keyBytes(input.public_key);
  if (publicKey === undefined) return refuse('key_unclear', { field: 'public_key' });
  const [keyId, recipientId] = [newId(), idOfBody(scene.profile, input.key_of)];
  const key = { id: keyId, organisationId: senderOf(scene).id, recipientId };
  const sealed = await sealedBy(scene, vault, { does: 'enter-key', ...key, publicKey: publicKey.toString('hex') });
  if (isRefusal(sealed)) return sealed;
  const by = { by: scene.viewer.staffId, ...sealed };
  if (!(await insertRecipientKey(scene.tx, { ...key, publicKey, ...by })))
    return refuse('key_there', { field: 'key_of' });
  tell(scene, keyId, { type: 'assistance.key_entered' }, recipientId);
  return { keyId };
};

const found = async (scene: Scene, keyId: Uuid): Result<RecipientKey> => {
  const may = mayRefer(scene.viewer, scene.profile);
  if (isRefusal(may)) return may;
  const key = (await recipientKeys(scene.tx)).find(({ id, revokedAt }) => id === keyId && revokedAt === null);
  return key ?? refuse('no_such_key');
};

/** A second person calls the body, has the digits read aloud, and types them: only then is the key used. */
export const confirmRecipientKey = async (
  scene: Scene,
  vault: VaultClient,
  { keyId, digits }: { readonly keyId: Uuid; readonly digits: string },
): Result<{ keyId: Uuid }> => {
  const key = await found(scene, keyId);
  if (isRefusal(key)) return key;
  if (key.confirmedAt !== null) return refuse('already_answered');
  if (key.enteredBy === scene.viewer.staffId) return refuse('key_by_another', { field: 'read_aloud' });
  if (!isReadAloud(key.publicKey, digits)) return refuse('key_not_read_aloud', { field: 'read_aloud' });
  const sealed = await sealedBy(scene, vault, { does: 'confirm-key', keyId });
  if (isRefusal(sealed)) return sealed;
  const by = { by: scene.viewer.staffId, ...sealed };
  if (!(await changeRecipientKey(scene.tx, key, { what: 'confirmed', ...by }))) return refuse('changed_meanwhile');
  tell(scene, keyId, { type: 'assistance.key_confirmed' }, key.recipientId);
  return { keyId };
};

/** Nothing more is sealed to this key. What was sealed to it before stays openable by who has its other half. */
export const revokeRecipientKey = async (scene: Scene, keyId: Uuid): Result<{ keyId: Uuid }> => {
  const key = await found(scene, keyId);
  if (isRefusal(key)) return key;
  const by = { by: scene.viewer.staffId, at: scene.clock.now() };
  if (!(await changeRecipientKey(scene.tx, key, { what: 'revoked', ...by }))) return refuse('changed_meanwhile');
  tell(scene, keyId, { type: 'assistance.key_revoked' }, key.recipientId);
  return { keyId };
};
