import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { newKey } from '../../platform/sealing/index.ts';
import {
  bodyCustody,
  fileCustody,
  keyServiceCustody,
  type TestCustody,
  tokenCustody,
  whyNoToken,
} from '../../../test/support/custodians.ts';
import { CustodyFault, type KeyCustodian } from './custodian.ts';

type Kind = {
  readonly id: KeyCustodian['id'];
  readonly make: () => Promise<TestCustody>;
  /** How it is while its root is away. */
  readonly away?: 'down' | 'locked';
  readonly skip?: string | null;
};

const kinds: readonly Kind[] = [
  { id: 'file', make: async () => fileCustody() },
  { id: 'kms-http', make: keyServiceCustody },
  { id: 'pkcs11', make: async () => tokenCustody(), skip: whyNoToken() },
  { id: 'user-unlock', make: async () => bodyCustody(), away: 'locked' },
];

const faultOf = async (work: Promise<unknown>): Promise<CustodyFault['reason']> => {
  const fault = await work.then(
    () => null,
    (thrown: unknown) => thrown,
  );
  assert.ok(fault instanceof CustodyFault, String(fault));
  return fault.reason;
};

const flipped = (bytes: Buffer, bit: number): Buffer => {
  const copy = Buffer.from(bytes);
  copy[bit >> 3] = (copy[bit >> 3] ?? 0) ^ (1 << (bit & 7));
  return copy;
};

for (const { id, make, away = 'down', skip } of kinds)
  describe(`the custodian ${id}`, { skip: skip ?? false }, () => {
    let custody: TestCustody;
    let custodian: KeyCustodian;
    before(async () => {
      custody = await make();
      custodian = await custody.again();
    });
    after(() => custody.close());

    test('says who it is and that it is at work', async () => {
      assert.equal(custodian.id, id);
      await custodian.wrap(newKey());
      assert.equal(await custodian.health(), 'ok');
    });

    test('gives back what it wrapped, also after a restart, and nothing of it shows', async () => {
      const key = newKey();
      const [wrapped, second] = [await custodian.wrap(key), await custodian.wrap(key)];
      assert.deepEqual(await custodian.unwrap(wrapped), key);
      assert.deepEqual(await (await custody.again()).unwrap(wrapped), key);
      assert.notDeepEqual(wrapped, second, 'the same key twice looks different');
      for (const shown of [key.toString('latin1'), key.toString('hex'), key.toString('base64')])
        assert.ok(!wrapped.toString('latin1').includes(shown));
    });

    test('opens nothing that was altered, cut, or wrapped under another root', async () => {
      const wrapped = await custodian.wrap(newKey());
      for (let byte = 0; byte < wrapped.length; byte += 1)
        await faultOf(custodian.unwrap(flipped(wrapped, byte * 8 + (byte % 7))));
      for (const bad of [Buffer.alloc(0), wrapped.subarray(0, 20), wrapped.subarray(0, -1)])
        await faultOf(custodian.unwrap(bad));
      const stranger = await custody.stranger();
      const theirs = await stranger.wrap(newKey());
      assert.equal(await faultOf(custodian.unwrap(theirs)), 'not-ours');
    });

    test('while its root is away it says so, wraps and opens nothing, and works again afterwards', async () => {
      const wrapped = await custodian.wrap(newKey());
      await custody.takeAway();
      try {
        assert.equal(await custodian.health(), away);
        assert.equal(await faultOf(custodian.unwrap(wrapped)), away);
      } finally {
        await custody.bringBack();
      }
      assert.equal(await custodian.health(), 'ok');
      await custodian.unwrap(wrapped);
    });
  });
