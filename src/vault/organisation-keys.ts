import { asProgram } from '../platform/database/index.ts';
import { appendToJournal } from '../platform/journal.ts';
import { refuse } from '../platform/outcome.ts';
import { vaultOrganisationId } from '../platform/sealing/wraps.ts';
import type { PublishedKey, VaultOutcome, VaultRequest } from '../platform/vault-client/contract.ts';
import type { PublicPair } from './key-pairs.ts';
import { knownOrganisations, organisationsWithAccounts } from './store/people.ts';
import { activeKeyId, keysInUse, markLost, publishedKeys, publishKey } from './store/sealed.ts';
import { now, type Vault } from './vault.ts';

const published = ({ organisationId, keyId, publicKey }: PublicPair): PublishedKey => ({
  organisationId,
  keyId,
  publicKey: publicKey.toString('base64'),
});

/**
 * The organisation's present key, made and published if it had none. A newer one that was never published is left to
 * whoever exchanges keys. The organisation must be known.
 */
export const publish = async (vault: Vault, organisationId: string): Promise<PublishedKey> => {
  const active = await activeKeyId(vault.database, organisationId);
  const held = active === null ? null : vault.keys.pairs.publicPair(organisationId, active);
  if (held) return published(held);
  const pair = vault.keys.pairs.newest(organisationId);
  await publishKey(vault.database, pair);
  return published(pair);
};

/** Makes the key pairs that these organisations still lack, publishes the public halves and gives them. Refusal: `unknown-organisation`. */
export const organisationKeys = async (
  vault: Vault,
  request: VaultRequest<'organisationKeys'>,
): Promise<VaultOutcome<'organisationKeys'>> => {
  const known = await knownOrganisations(vault.database, request.organisationIds);
  const unknown = request.organisationIds.find((id) => !known.includes(id));
  if (unknown) return refuse('unknown-organisation', { values: { organisation: unknown } });
  const keys = [];
  for (const organisationId of new Set(known)) keys.push(await publish(vault, organisationId));
  return { keys, vaultKey: await publish(vault, vaultOrganisationId) };
};

/**
 * Keys that matter stands under and this folder lacks stop the start: going on would seal new reports to other keys and
 * leave the old ones unreadable, unnoticed. After a ceremony of recovery somebody knows: then they are given up by name.
 * A key under which nothing stands was made after the last backup, and is simply replaced.
 */
const giveUpMissing = async (vault: Vault): Promise<void> => {
  const missing = (await publishedKeys(vault.database)).filter(
    ({ organisationId, keyId }) => vault.keys.pairs.stateOf(organisationId, keyId) === 'gone',
  );
  const inUse = await keysInUse(
    vault.database,
    missing.map(({ keyId }) => keyId),
  );
  if (inUse.length > 0 && !vault.keys.recovery.isRestored())
    throw new Error(
      'the vault folder does not belong to this database: a key that reports were sealed to is missing; restore the backup of the vault folder',
    );
  for (const { organisationId, keyId } of missing) await giveUpKey(vault, organisationId, keyId);
};

const giveUpKey = (vault: Vault, organisationId: string, keyId: string): Promise<void> =>
  asProgram(vault.database, async (tx) => {
    await markLost(tx, keyId);
    const entry = { type: 'identity.key_lost', subject: { kind: 'organisation-key', id: keyId } };
    await appendToJournal(tx, { organisationId, staffId: null, now: now(vault) }, [entry]);
  });

/** Publishes the vault's own key at its start. Throws when the database was sealed to keys that this folder lacks. */
export const publishOwnKey = async (vault: Vault): Promise<void> => {
  await giveUpMissing(vault);
  await publish(vault, vaultOrganisationId);
  vault.keys.recovery.settled();
};

/** Makes and publishes the keys of all bodies that work in the program, so that reports can be sealed to them from the first day. */
export const publishKeysOfBodies = async (vault: Vault): Promise<void> => {
  const withKey = new Set((await publishedKeys(vault.database)).map(({ organisationId }) => organisationId));
  for (const organisationId of await organisationsWithAccounts(vault.database))
    if (!withKey.has(organisationId)) await publish(vault, organisationId);
};
