import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { certificateHolds } from '../../platform/certificate.ts';
import { newId } from '../../platform/ids.ts';
import { isRefusal, valueOf } from '../../platform/outcome.ts';
import type { Compartment } from '../../platform/sealing/index.ts';
import type { SignedContext } from '../../platform/vault-client/index.ts';
import { allTexts, type ErasureWorld, erasureWorld } from '../../../test/support/erasure-world.ts';
import { texts } from '../../../test/support/sealed-world.ts';

let world: ErasureWorld;
before(async () => {
  world = await erasureWorld();
});
after(() => world.close());

const codeOf = (outcome: unknown): string => (isRefusal(outcome) ? outcome.refused : 'done');
/** Why the case was closed, and whether it is. */
const closing = async (caseId: string): Promise<readonly unknown[]> => {
  const found = await world.vault.administrator.query<{ why: string | null; closed: boolean }>(
    'select closed_because as why, closed_at is not null as closed from cases.case_file where id = $1',
    [caseId],
  );
  return found.rows.flatMap(({ why, closed }) => [why, closed]);
};
const all = Object.keys(texts) as Compartment[];
const opens = async (as: SignedContext, subject: string): Promise<string> =>
  codeOf(await world.open(as, subject, ['identity']));

describe('an erasure', () => {
  test('destroys the keys, removes every row, and leaves a signed certificate', async () => {
    const person = await world.person();
    const request = await world.request(person);
    const before = await world.rowsOf(person);
    assert.ok(
      before['sealed_field'] === 5 && before['document'] === 1 && before['label'] === 1,
      JSON.stringify(before),
    );
    const done = valueOf(await world.erase(world.approver, request));
    assert.deepEqual(await world.rowsOf(person), {
      ...{ data_key: 0, sealed_field: 0, data_key_wrap: 0, erase_key_inbox: 0, envelope: 0, document: 0, label: 0 },
    });
    assert.equal(await opens(world.officer, person.personId), 'erased');
    assert.deepEqual(await closing(person.caseId), ['erased', true]);
    assert.ok(certificateHolds(done));
    const told = JSON.parse(done.certificate) as Record<string, unknown>;
    assert.deepEqual(
      [told['request'], told['sealed_texts'], told['kept_by'], told['approved_by'] === told['requested_by']],
      [request, 5, [], false],
    );
    assert.ok(!allTexts.some((text) => done.certificate.includes(text)));
    assert.ok(
      !certificateHolds({ ...done, certificate: done.certificate.replace('"sealed_texts":5', '"sealed_texts":4') }),
    );
    assert.ok(!certificateHolds(done, Buffer.alloc(32, 9).toString('base64')), 'another key than the one noted');
  });

  test('leaves in no table a token, a term or a ciphertext of the person', async () => {
    const person = await world.person();
    const before = await world.scan(person);
    for (const table of ['identity.sealed_field', 'cases.document', 'cases.case_reference'])
      assert.ok(
        before.some((found) => found.startsWith(table)),
        `${table} is not scanned: ${before.join()}`,
      );
    valueOf(await world.erase(world.approver, await world.request(person)));
    assert.deepEqual(await world.scan(person), []);
  });

  test('leaves no key in the vault’s folder, and no letter brings one back', async () => {
    const person = await world.person();
    await world.vault.client('worker').collectEraseKeys({});
    const file = join(world.vault.settings.dataDirectory, 'vault', 'erase-keys');
    const key = Buffer.from((await world.eraseKeyOf(person.personId)).replaceAll('-', ''), 'hex');
    assert.ok(readFileSync(file).includes(key));
    const length = readFileSync(file).length;
    valueOf(await world.erase(world.approver, await world.request(person)));
    assert.ok(!readFileSync(file).includes(key) && readFileSync(file).length === length);
  });

  test('is in the journal before anything is destroyed, and when it is done', async () => {
    const person = await world.person();
    const request = await world.request(person);
    valueOf(await world.erase(world.approver, request));
    assert.deepEqual(
      (await world.lines(request)).map(({ type }) => type),
      ['identity.erasure_approved', 'identity.erased'],
    );
  });

  test('is never one person’s, never an administrator’s, never another body’s, and not while it is held', async () => {
    const person = await world.person();
    const request = await world.request(person);
    assert.equal(codeOf(await world.erase(world.requester, request)), 'same-person');
    assert.equal(codeOf(await world.erase(world.administrator, request)), 'not-allowed');
    assert.equal(codeOf(await world.erase(world.officer, request)), 'not-allowed');
    assert.equal(codeOf(await world.erase(world.stranger, request)), 'unknown-request');
    assert.equal(codeOf(await world.erase(world.approver, newId())), 'unknown-request');
    const lift = await world.hold(person, world.police);
    assert.equal(codeOf(await world.erase(world.approver, request)), 'held');
    assert.equal(await opens(world.officer, person.personId), 'done');
    const refused = (await world.lines(request)).map(({ type, data }) => `${type} ${String(data['refused'])}`);
    assert.equal(refused.filter((line) => line.startsWith('identity.erasure-refused')).length, 5);
    await lift();
    const asked = await Promise.all(Array.from({ length: 5 }, () => world.erase(world.approver, request)));
    assert.deepEqual(asked.map(codeOf).sort(), [...Array<string>(4).fill('already-decided'), 'done']);
    for (const name of ['portal', 'worker', 'cli'])
      assert.equal(
        codeOf(await world.vault.client(name).eraseSubject({ context: '', mac: '0'.repeat(64), requestId: request })),
        'not-permitted',
      );
  });

  test('the database alone cannot say that two people were one', async () => {
    const request = await world.request(await world.person());
    await assert.rejects(
      world.vault.administrator.query(
        `update identity.rights_request set state = 'approved', decided_by = recorded_by where id = $1`,
        [request],
      ),
      /check constraint/,
    );
  });
});

describe('what others keep', () => {
  test('a body with a ground of its own opens the same texts under new keys; who erased opens nothing', async () => {
    const person = await world.person();
    await world.give(person, 'law');
    await world.vault.client('worker').collectEraseKeys({});
    const old = await world.eraseKeyOf(person.personId);
    const done = valueOf(await world.erase(world.approver, await world.request(person)));
    assert.deepEqual(done.keptBy, [world.service]);
    assert.deepEqual(await closing(person.caseId), [null, false], 'somebody still works for her');
    assert.notEqual(await opens(world.officer, person.personId), 'done');
    assert.deepEqual(valueOf(await world.open(world.helper, person.personId)).fields, { identity: texts.identity });
    assert.notEqual(await world.eraseKeyOf(person.personId), old);
    assert.equal((await world.rowsOf(person))['sealed_field'], 2, 'what only the eraser held is gone');
    const told = await world.vault.administrator.query(
      'select organisation_id, kind from identity.rights_notice where request_id = $1',
      [(JSON.parse(done.certificate) as { request: string }).request],
    );
    assert.deepEqual(told.rows, [{ organisation_id: world.service, kind: 'erased' }]);
  });

  test('what stands on the person’s consent goes with it', async () => {
    const person = await world.person();
    await world.give(person, 'consent');
    const done = valueOf(await world.erase(world.approver, await world.request(person)));
    assert.deepEqual(done.keptBy, []);
    assert.equal(await opens(world.helper, person.personId), 'erased');
  });

  test('when the term of the schedule is over only who is bound keeps', async () => {
    const [free, bound] = [await world.person(), await world.person()];
    for (const person of [free, bound]) await world.give(person, 'law');
    await world.hold(bound, world.service);
    const schedule = { askedBy: 'schedule' } as const;
    assert.deepEqual(valueOf(await world.erase(world.approver, await world.request(free, schedule))).keptBy, []);
    assert.deepEqual(valueOf(await world.erase(world.approver, await world.request(bound, schedule))).keptBy, [
      world.service,
    ]);
    assert.equal(await opens(world.helper, free.personId), 'erased');
    assert.equal(await opens(world.helper, bound.personId), 'done');
  });

  test('a report that speaks of somebody else too stays for that person', async () => {
    const [one, other] = await world.twoOfOneReport();
    valueOf(await world.erase(world.approver, await world.request(one)));
    assert.equal(await opens(world.officer, one.personId), 'erased');
    assert.equal(codeOf(await world.open(world.officer, one.reportId, ['testimony'])), 'done');
    valueOf(await world.erase(world.approver, await world.request(other)));
    assert.equal(codeOf(await world.open(world.officer, one.reportId, ['testimony'])), 'erased');
  });
});

describe('a restriction', () => {
  test('is honoured at every opening and sharing, except for what the law leaves', async () => {
    const person = await world.person();
    const consent = await world.agree(person.personId);
    const lift = await world.restrict(person, ['identify']);
    assert.equal(codeOf(await world.open(world.officer, person.personId, all)), 'done', 'a purpose that is left');
    assert.equal(codeOf(await world.share(person.personId, consent)), 'restricted');
    await lift();
    const second = await world.restrict(person, ['access_request']);
    assert.equal(codeOf(await world.open(world.officer, person.personId, all)), 'restricted');
    assert.equal(codeOf(await world.open(world.officer, person.caseId, ['testimony'])), 'restricted');
    const line = (await world.lines(person.personId)).at(-1);
    assert.deepEqual([line?.type, line?.data['refused']], ['identity.open-refused', 'restricted']);
    await second();
    assert.equal(codeOf(await world.open(world.officer, person.personId, all)), 'done');
    valueOf(await world.share(person.personId, consent));
  });

  test('binds the body that accepted it, not another', async () => {
    const person = await world.person();
    await world.give(person, 'consent');
    await world.restrict(person, []);
    assert.equal(await opens(world.officer, person.personId), 'restricted');
    assert.equal(await opens(world.helper, person.personId), 'done');
  });
});
