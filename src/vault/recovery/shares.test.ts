import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { describe, test } from 'node:test';
import { newWrappingKeyPair } from '../../platform/sealing/hpke.ts';
import { staffLanguages, wordsFor } from '../../platform/words.ts';
import { backupHead, openBackup, sealBackup } from './sealed-backup.ts';
import { joinShares, readShare, recoveryKeyId, type Share, writeShares } from './shares.ts';
import { shareIn, sheetPage, sheetText } from './sheets.ts';

const sharesOf = async (privateKey: Buffer): Promise<readonly Share[]> =>
  (await writeShares(privateKey)).map((written) => readShare(written)).filter((share) => share !== null);

describe('shares on paper', () => {
  test('any two give the key back, whatever the key; one, or one twice, does not', async () => {
    for (let round = 0; round < 20; round += 1) {
      const { privateKey, publicKey } = newWrappingKeyPair();
      const [one, two, three] = await sharesOf(privateKey);
      assert.ok(one && two && three);
      for (const pair of [
        [one, two],
        [three, one],
        [two, three],
        [one, two, three],
      ]) {
        const joined = await joinShares(pair);
        assert.ok('privateKey' in joined);
        assert.deepEqual([joined.privateKey, joined.keyId], [privateKey, recoveryKeyId(publicKey)]);
      }
      for (const few of [[], [one], [two, two]]) assert.deepEqual(await joinShares(few), { fault: 'too-few' });
    }
  });

  test('one share says nothing: for every key there is a second share that fits', async () => {
    const [share] = await writeShares(newWrappingKeyPair().privateKey);
    const guess = { keyId: readShare(share ?? '')?.keyId ?? '', bytes: randomBytes(33) };
    assert.deepEqual(await joinShares([readShare(share ?? '') ?? guess, guess]), { fault: 'do-not-fit' });
  });

  test('shares of two keys are not joined', async () => {
    const [one] = await sharesOf(newWrappingKeyPair().privateKey);
    const [, two] = await sharesOf(newWrappingKeyPair().privateKey);
    assert.ok(one && two);
    assert.deepEqual(await joinShares([one, two]), { fault: 'different-keys' });
  });

  test('every slip of one letter, and every two neighbours exchanged, is seen', async () => {
    const [share = ''] = await writeShares(newWrappingKeyPair().privateKey);
    for (let at = 0; at < share.length; at += 1) {
      if (share[at] === '-') continue;
      for (const letter of '0123456789ABCDEFGHJKMNPQRSTVWXYZ')
        if (letter !== share[at]) assert.equal(readShare(share.slice(0, at) + letter + share.slice(at + 1)), null);
      const [here = '', next = ''] = [share[at], share[at + 1]];
      if (next !== '' && next !== '-' && next !== here)
        assert.equal(readShare(share.slice(0, at) + next + here + share.slice(at + 2)), null);
    }
  });

  test('small letters, spaces and letters that look alike do not matter', async () => {
    const [share = ''] = await writeShares(newWrappingKeyPair().privateKey);
    const typed = share.toLowerCase().replaceAll('-', ' ').replaceAll('0', 'o').replaceAll('1', 'l');
    assert.deepEqual(readShare(typed), readShare(share));
    for (const nonsense of ['', '-', 'ÄÖ', 'U', share.slice(0, -5)]) assert.equal(readShare(nonsense), null);
  });

  test('a sheet says in each language what it is, and the share is found in it again', async () => {
    const [share = ''] = await writeShares(newWrappingKeyPair().privateKey);
    const sheet = { number: 2, holder: 'Ministry <of> Justice', share, keyId: '0a1b2c3d', day: '2026-11-22' };
    for (const language of staffLanguages) {
      const [text, page] = [sheetText(wordsFor(language), sheet), sheetPage(wordsFor(language), sheet)];
      assert.deepEqual(readShare(shareIn(text)), readShare(share));
      assert.ok(text.includes('0a1b2c3d') && text.includes('Ministry <of> Justice'));
      assert.ok(
        page.includes('<svg') && page.includes('Ministry &lt;of> Justice') && !page.includes('http://localhost'),
      );
      assert.ok(page.includes(`<html lang="${language}">`) && !/src=|href=|<script/.test(page));
    }
  });
});

describe('a sealed backup', () => {
  const files = new Map([
    ['keys/context.key', randomBytes(61)],
    ['erase-keys', randomBytes(930)],
  ]);

  test('opens with its key and no other, whole or not at all', async () => {
    const { privateKey, publicKey } = newWrappingKeyPair();
    const storeKey = randomBytes(32);
    const backup = await sealBackup(publicKey, { storeKey, files }, '2026-11-22T05:00:00.000Z');
    assert.equal(backupHead(backup)?.keyId, recoveryKeyId(publicKey));
    assert.deepEqual(await openBackup(privateKey, backup), { storeKey, files });
    assert.equal(await openBackup(newWrappingKeyPair().privateKey, backup), null);
    for (let at = 0; at < backup.length; at += 7) {
      const altered = Buffer.from(backup);
      altered[at] = (altered[at] ?? 0) ^ 1;
      assert.equal(await openBackup(privateKey, altered), null, `byte ${at}`);
    }
    for (const cut of [0, 10, backup.length - 1])
      assert.equal(await openBackup(privateKey, backup.subarray(0, cut)), null);
    for (const secret of [storeKey, ...files.values()]) assert.ok(!backup.includes(secret));
  });
});
