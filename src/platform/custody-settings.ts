import { isAbsolute } from 'node:path';
import { z } from 'zod';
import { SettingFault } from './setting-fault.ts';

/** The settings about who keeps the vault's root key, with their meaning. */
export const custodyMeanings = {
  VAULT_CUSTODIAN: 'who keeps the root key of the vault: file, kms-http or pkcs11 (default file)',
  VAULT_BACKUP_DIR:
    'folder on another disk for sealed backups of the vault, made every ten minutes when something changed',
  VAULT_KMS_URL: 'key service: its address, with https unless it listens on this machine',
  VAULT_KMS_KEY: 'key service: name of the root key in it',
  VAULT_KMS_TOKEN_FILE: 'key service: file (mode 0400) with the token we prove ourselves with',
  VAULT_KMS_CA_FILE: 'key service: certificate of the authority it is signed by; empty: those of the system',
  VAULT_PKCS11_PACKAGE: 'hardware module: the installed library that speaks to it (default graphene-pk11)',
  VAULT_PKCS11_MODULE: 'hardware module: its .so file',
  VAULT_PKCS11_TOKEN: 'hardware module: label of the token',
  VAULT_PKCS11_PIN_FILE: 'hardware module: file (mode 0400) with the PIN',
  VAULT_PKCS11_KEY: 'hardware module: label of the root key (default ariane-root)',
} as const;

/** How they are read from the environment. */
export const custodyEnvironment = {
  VAULT_CUSTODIAN: z.enum(['file', 'kms-http', 'pkcs11']).default('file'),
  VAULT_BACKUP_DIR: z.string().default(''),
  VAULT_KMS_URL: z.string().default(''),
  VAULT_KMS_KEY: z.string().default(''),
  VAULT_KMS_TOKEN_FILE: z.string().default(''),
  VAULT_KMS_CA_FILE: z.string().default(''),
  VAULT_PKCS11_PACKAGE: z.string().default('graphene-pk11'),
  VAULT_PKCS11_MODULE: z.string().default(''),
  VAULT_PKCS11_TOKEN: z.string().default(''),
  VAULT_PKCS11_PIN_FILE: z.string().default(''),
  VAULT_PKCS11_KEY: z.string().default('ariane-root'),
};

/** A key service; times in milliseconds. */
export type KeyServiceSettings = {
  readonly kind: 'kms-http';
  readonly url: string;
  readonly key: string;
  readonly tokenFile: string;
  readonly caFile: string;
  readonly timeout: number;
  readonly pause: number;
};
/** A hardware module. */
export type HardwareSettings = {
  readonly kind: 'pkcs11';
  readonly package: string;
  readonly module: string;
  readonly token: string;
  readonly pinFile: string;
  readonly key: string;
};
/** Who keeps the root key. */
export type CustodySettings = { readonly kind: 'file' } | KeyServiceSettings | HardwareSettings;

type Environment = { readonly [Name in keyof typeof custodyEnvironment]: z.infer<(typeof custodyEnvironment)[Name]> };
type Name = keyof typeof custodyMeanings;

const needed = (read: Environment, name: Name): string => {
  if (read[name] === '') throw new SettingFault(name, `is missing: ${custodyMeanings[name]}`);
  return read[name];
};

const absolute = (read: Environment, name: Name): string => {
  const file = needed(read, name);
  if (!isAbsolute(file)) throw new SettingFault(name, 'must be a path from the root of the file system');
  return file;
};

const named = (read: Environment, name: Name): string => {
  const text = needed(read, name);
  if (!/^[A-Za-z0-9][A-Za-z0-9 ._-]{0,62}$/.test(text))
    throw new SettingFault(name, 'has other signs than letters, digits, space, dot and dash');
  return text;
};

const onThisMachine = ['127.0.0.1', '[::1]', 'localhost'];

const keyServiceUrl = (read: Environment): string => {
  const address = URL.parse(needed(read, 'VAULT_KMS_URL'));
  if (!address) throw new SettingFault('VAULT_KMS_URL', 'is not an address');
  const isSafe =
    address.protocol === 'https:' || (address.protocol === 'http:' && onThisMachine.includes(address.hostname));
  if (!isSafe) throw new SettingFault('VAULT_KMS_URL', 'must begin with https:// unless it listens on this machine');
  if (address.username !== '' || address.password !== '' || address.search !== '')
    throw new SettingFault('VAULT_KMS_URL', 'must hold no secret: the token has a file of its own');
  return address.href.replace(/\/+$/, '');
};

/** Who keeps the root key, as the environment says. Throws a `SettingFault` on the first that is missing or weak. */
export const custodyFrom = (read: Environment): CustodySettings => {
  if (read.VAULT_CUSTODIAN === 'kms-http')
    return {
      ...{ kind: 'kms-http', url: keyServiceUrl(read), key: named(read, 'VAULT_KMS_KEY') },
      tokenFile: absolute(read, 'VAULT_KMS_TOKEN_FILE'),
      caFile: read.VAULT_KMS_CA_FILE === '' ? '' : absolute(read, 'VAULT_KMS_CA_FILE'),
      ...{ timeout: 2000, pause: 200 },
    };
  if (read.VAULT_CUSTODIAN === 'pkcs11')
    return {
      ...{ kind: 'pkcs11', package: needed(read, 'VAULT_PKCS11_PACKAGE') },
      module: absolute(read, 'VAULT_PKCS11_MODULE'),
      token: named(read, 'VAULT_PKCS11_TOKEN'),
      pinFile: absolute(read, 'VAULT_PKCS11_PIN_FILE'),
      key: named(read, 'VAULT_PKCS11_KEY'),
    };
  return { kind: 'file' };
};
