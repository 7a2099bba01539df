import assert from 'node:assert/strict';
import { chmodSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { after, before, describe, test } from 'node:test';
import { readSettings, SettingFault } from '../../platform/config.ts';
import { newKey } from '../../platform/sealing/index.ts';
import { keyServiceSettings } from '../../../test/support/custodians.ts';
import { keyServiceCertificate } from '../../../test/support/key-service-certificate.ts';
import { type TestKeyService, testKeyService } from '../../../test/support/key-service.ts';
import { CustodyFault } from './custodian.ts';
import { keyServiceCustodian } from './kms-http.ts';

let service: TestKeyService;
before(async () => {
  service = await testKeyService('ariane');
});
after(() => service.stop());

const reasonOf = async (work: Promise<unknown>): Promise<string> => {
  const fault: unknown = await work.catch((thrown: unknown) => thrown);
  assert.ok(fault instanceof CustodyFault, String(fault));
  return fault.reason;
};

describe('a key service that has its moods', () => {
  test('is asked again after a fault, and no more than three times', async () => {
    const custodian = keyServiceCustodian(keyServiceSettings(service));
    const [wrapped, key] = [await custodian.wrap(newKey()), newKey()];
    service.misbehave('failing', 2);
    assert.deepEqual(await custodian.unwrap(await custodian.wrap(key)), key);
    service.misbehave('failing');
    const before = service.asked();
    assert.equal(await reasonOf(custodian.unwrap(wrapped)), 'down');
    assert.equal(service.asked() - before, 3);
    service.misbehave('none');
  });

  test('that keeps silent keeps nobody waiting for ever', { timeout: 60_000 }, async () => {
    const custodian = keyServiceCustodian(keyServiceSettings(service));
    service.misbehave('silent');
    assert.equal(await reasonOf(custodian.wrap(newKey())), 'down');
    assert.equal(await custodian.health(), 'down');
    service.misbehave('none');
  });

  test('that is sealed is locked, not down', async () => {
    const custodian = keyServiceCustodian(keyServiceSettings(service));
    service.misbehave('sealed', 1);
    assert.equal(await custodian.health(), 'locked');
    assert.equal(await custodian.health(), 'ok');
  });

  test('that answers something else is not believed', async () => {
    const custodian = keyServiceCustodian(keyServiceSettings(service));
    const wrapped = await custodian.wrap(newKey());
    service.misbehave('nonsense', 2);
    assert.equal(await reasonOf(custodian.wrap(newKey())), 'refused');
    assert.equal(await reasonOf(custodian.unwrap(wrapped)), 'refused');
  });

  test('with a wrong token or a key it does not have refuses, and is not asked twice', async () => {
    const other = await testKeyService('ariane');
    const borrowed = keyServiceSettings(other, { url: service.url() });
    const before = service.asked();
    assert.equal(await reasonOf(keyServiceCustodian(borrowed).wrap(newKey())), 'refused');
    assert.equal(service.asked() - before, 1);
    const absent = keyServiceSettings(service, { key: 'another' });
    assert.equal(await reasonOf(keyServiceCustodian(absent).wrap(newKey())), 'refused');
    await other.stop();
  });
});

test('over TLS only with a certificate of the authority that was named', async () => {
  const secure = await testKeyService('ariane', true);
  const caFile = join(mkdtempSync(join(tmpdir(), 'ariane-ca-')), 'ca.pem');
  writeFileSync(caFile, keyServiceCertificate);
  const key = newKey();
  const trusting = keyServiceCustodian(keyServiceSettings(secure, { caFile }));
  assert.deepEqual(await trusting.unwrap(await trusting.wrap(key)), key);
  assert.equal(await trusting.health(), 'ok');
  const stranger = keyServiceCustodian(keyServiceSettings(secure));
  assert.equal(await reasonOf(stranger.wrap(key)), 'down');
  assert.equal(await stranger.health(), 'down');
  await secure.stop();
});

describe('settings that would be weak', () => {
  const good = {
    VAULT_CUSTODIAN: 'kms-http',
    VAULT_KMS_URL: 'https://keys.example',
    VAULT_KMS_KEY: 'ariane',
    VAULT_KMS_TOKEN_FILE: '/run/secrets/token',
  };
  const settingOf = (changes: Readonly<Record<string, string>>): string => {
    try {
      readSettings({ ...good, ...changes });
      return '';
    } catch (fault) {
      assert.ok(fault instanceof SettingFault);
      return fault.setting;
    }
  };

  test('are refused by name', () => {
    assert.equal(settingOf({}), '');
    assert.equal(settingOf({ VAULT_KMS_URL: 'http://127.0.0.1:8200' }), '', 'a helper on this machine');
    for (const url of [
      '',
      'keys',
      'http://keys.example',
      'https://user:secret@keys.example',
      'https://keys.example?token=s',
    ])
      assert.equal(settingOf({ VAULT_KMS_URL: url }), 'VAULT_KMS_URL', url);
    for (const key of ['', '../other', 'a/b']) assert.equal(settingOf({ VAULT_KMS_KEY: key }), 'VAULT_KMS_KEY');
    for (const file of ['', 'token']) assert.equal(settingOf({ VAULT_KMS_TOKEN_FILE: file }), 'VAULT_KMS_TOKEN_FILE');
    assert.equal(settingOf({ VAULT_CUSTODIAN: 'paper' }), 'VAULT_CUSTODIAN');
    const hardware = { VAULT_CUSTODIAN: 'pkcs11', VAULT_PKCS11_MODULE: '/lib/token.so', VAULT_PKCS11_TOKEN: 'ariane' };
    assert.equal(settingOf({ ...hardware, VAULT_PKCS11_PIN_FILE: '/run/pin' }), '');
    assert.equal(settingOf({ ...hardware, VAULT_PKCS11_MODULE: '' }), 'VAULT_PKCS11_MODULE');
    assert.equal(settingOf(hardware), 'VAULT_PKCS11_PIN_FILE');
  });

  test('a token that is missing, open to others or short stops the vault', () => {
    const file = join(mkdtempSync(join(tmpdir(), 'ariane-token-')), 'token');
    const start = () => keyServiceCustodian(keyServiceSettings(service, { tokenFile: file }));
    assert.throws(start, /VAULT_KMS_TOKEN_FILE: names a file that is not there/);
    writeFileSync(file, 's.0123456789012345678901', { mode: 0o600 });
    start();
    chmodSync(file, 0o644);
    assert.throws(start, /can be read by others/);
    writeFileSync(file, 'short');
    chmodSync(file, 0o400);
    assert.throws(start, /under 20 characters/);
  });
});
