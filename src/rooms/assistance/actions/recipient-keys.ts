import { newId, type Uuid } from '../../../platform/ids.ts';
import { isRefusal, refuse } from '../../../platform/outcome.ts';
import { fingerprintOf } from '../../../platform/sealing/packet.ts';
import type { Scene } from '../../../profile/index.ts';
import { idOfBody } from '../../directory/index.ts';
import { mayRefer } from '../access.ts';
import { keyBytes } from '../rules/index.ts';
import { changeRecipientKey, insertRecipientKey, type RecipientKey, recipientKeys } from '../store/index.ts';
import { type Result, serviceOf } from './acting.ts';

export type RecipientKeyInput = { readonly key_of: string; readonly public_key: string };

const digitsOf = (text: string): string => text.replace(/\D/g, '');

/** Are these the digits of the key, however they were grouped? */
const isReadAloud = (publicKey: Uint8Array, digits: string): boolean =>
  digitsOf(digits) === digitsOf(fingerprintOf(publicKey));

const tell = (scene: Scene, keyId: Uuid, event: { readonly type: string }, recipientId: Uuid): void =>
  scene.emit({ ...event, subject: { kind: 'recipient_key', id: keyId }, data: { organisation: recipientId } });

/** Loads the keys of bodies outside that the service keeps. */
export const readRecipientKeys = async (scene: Scene): Result<readonly RecipientKey[]> => {
  const may = mayRefer(scene.viewer);
  return isRefusal(may) ? may : recipientKeys(scene.tx);
};

/** Enters the public key of a body outside. Nothing is sealed to it before another person has confirmed it. */
export const enterRecipientKey = async (scene: Scene, input: RecipientKeyInput): Result<{ keyId: Uuid }> => {
  const may = mayRefer(scene.viewer);
  if (isRefusal(may)) return may;
  if (!scene.profile.assistance.packets.abroad.bodies.includes(input.key_of))
    return refuse('body_not_for_purpose', { field: 'key_of' });
  const publicKey = keyBytes(input.public_key);
  if (publicKey === undefined) return refuse('key_unclear', { field: 'public_key' });
  const [keyId, recipientId] = [newId(), idOfBody(scene.profile, input.key_of)];
  const by = { by: scene.viewer.staffId, at: scene.clock.now() };
  const key = { id: keyId, organisationId: serviceOf(scene), recipientId, publicKey, ...by };
  if (!(await insertRecipientKey(scene.tx, key))) return refuse('key_there', { field: 'key_of' });
  tell(scene, keyId, { type: 'assistance.key_entered' }, recipientId);
  return { keyId };
};

const found = async (scene: Scene, keyId: Uuid): Result<RecipientKey> => {
  const keys = await readRecipientKeys(scene);
  if (isRefusal(keys)) return keys;
  const key = keys.find(({ id, revokedAt }) => id === keyId && revokedAt === null);
  return key ?? refuse('no_such_key');
};

/** A second person calls the body, has the digits read aloud, and types them: only then is the key used. */
export const confirmRecipientKey = async (scene: Scene, keyId: Uuid, digits: string): Result<{ keyId: Uuid }> => {
  const key = await found(scene, keyId);
  if (isRefusal(key)) return key;
  if (key.confirmedAt !== null) return refuse('already_answered');
  if (key.enteredBy === scene.viewer.staffId) return refuse('key_by_another', { field: 'read_aloud' });
  if (!isReadAloud(key.publicKey, digits)) return refuse('key_not_read_aloud', { field: 'read_aloud' });
  const by = { by: scene.viewer.staffId, at: scene.clock.now() };
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
