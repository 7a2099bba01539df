import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { isRefusal, valueOf } from '../../platform/outcome.ts';
import type { Compartment } from '../../platform/sealing/index.ts';
import { type Erasable, type ErasureWorld, erasureWorld } from '../../../test/support/erasure-world.ts';
import { texts } from '../../../test/support/sealed-world.ts';
import { keepTables } from '../../../test/support/table-backup.ts';

let world: ErasureWorld;
before(async () => {
  world = await erasureWorld();
});
after(() => world.close());

const codeOf = (outcome: unknown): string => (isRefusal(outcome) ? outcome.refused : 'done');
const all = Object.keys(texts) as Compartment[];
const query = (text: string, ...values: readonly unknown[]) => world.vault.administrator.query(text, [...values]);

const dump = () => keepTables(world.vault.administrator);

const sealedRows = async (person: Erasable): Promise<number> => (await world.rowsOf(person))['sealed_field'] ?? 0;

describe('an old backup of the whole database', () => {
  test('restored, opens nothing of who was erased since, and at the next start it is gone again', async () => {
    const person = await world.person();
    const request = await world.request(person);
    // The erase keys still wait in the database: the worst moment for a backup.
    assert.ok(((await world.rowsOf(person))['erase_key_inbox'] ?? 0) > 0);
    const restore = await dump();
    valueOf(await world.erase(world.approver, request));
    await restore();
    assert.ok((await sealedRows(person)) > 0, 'the rows are back');
    assert.equal(codeOf(await world.open(world.officer, person.personId, all)), 'erased');
    await world.vault.client('worker').collectEraseKeys({});
    assert.equal(codeOf(await world.open(world.officer, person.personId, all)), 'erased');
    await world.vault.stop();
    await world.vault.restart();
    assert.equal(await sealedRows(person), 0);
    assert.equal(codeOf(await world.open(world.officer, person.personId, all)), 'erased');
    const lines = (await world.lines(person.personId)).map(({ type }) => type);
    assert.equal(lines.filter((type) => type === 'identity.erased_again').length, 1);
    assert.equal(codeOf(await world.erase(world.approver, request)), 'done', 'the request of the backup ends too');
  });

  test('does not give back to one body what another keeps', async () => {
    const person = await world.person();
    await world.give(person, 'law');
    const restore = await dump();
    const done = valueOf(await world.erase(world.approver, await world.request(person)));
    assert.deepEqual(done.keptBy, [world.service]);
    await restore();
    assert.deepEqual(await world.open(world.officer, person.personId, all), { fields: {} });
    await world.vault.client('worker').collectEraseKeys({});
    await world.vault.stop();
    await world.vault.restart();
    assert.deepEqual(await world.open(world.officer, person.personId, all), { fields: {} });
  });
});

describe('a loss of power', () => {
  /** Where it stops, and whether there is such a statement when another body keeps a part. */
  const places = [
    ['the certificate', 'identity.rights_request', `new.state = 'done'`, true],
    ['the texts', 'identity.sealed_field', 'true', true],
    ['the keys', 'identity.data_key', 'true', true],
    ['the wraps', 'identity.data_key_wrap', 'true', true],
    ['the envelopes', 'identity.envelope', 'true', true],
    ['the files', 'cases.document', 'true', false],
    ['the label', 'cases.case_reference', 'true', false],
    ['the line', 'journal.event', `new.type = 'identity.erased'`, true],
    ['the notice', 'identity.rights_notice', 'true', true],
  ] as const;
  const stops = places.flatMap(([at, table, when, inBoth]) =>
    (inBoth ? [false, true] : [false]).map((kept) => ({ at, table, when, kept })),
  );

  const stopAt = async (table: string, when: string): Promise<() => Promise<unknown>> => {
    await query(
      `create or replace function public.stop_here() returns trigger language plpgsql as $$ begin
         if ${when} then raise exception 'power lost'; end if; return coalesce(new, old); end $$`,
    );
    const verbs = /journal|notice/.test(table) ? 'insert' : 'update or delete';
    await query(
      `create trigger stop_here before ${verbs} on ${table} for each row execute function public.stop_here()`,
    );
    return () => query(`drop trigger stop_here on ${table}`);
  };

  for (const { at, table, when, kept } of stops)
    test(`at ${at}${kept ? ', while another keeps a part' : ''}: all rows or none, and the next start carries it to its end`, async () => {
      const person = await world.person();
      await world.give(person, kept ? 'law' : 'consent');
      const request = await world.request(person);
      const goOn = await stopAt(table, when);
      assert.equal(codeOf(await world.erase(world.approver, request)), 'vault-fault');
      await goOn();
      assert.equal(await sealedRows(person), 5);
      if (!kept) assert.equal(codeOf(await world.open(world.officer, person.personId, all)), 'erased');
      await world.vault.stop();
      await world.vault.restart();
      const state = await query('select state from identity.rights_request where id = $1', request);
      assert.deepEqual(state.rows, [{ state: 'done' }]);
      assert.equal(await sealedRows(person), kept ? 2 : 0);
      assert.notEqual(codeOf(await world.open(world.officer, person.personId, all)), 'done');
      assert.equal(codeOf(await world.open(world.helper, person.personId)), kept ? 'done' : 'erased');
      const lines = (await world.lines(request)).map(({ type }) => type);
      assert.deepEqual(lines, ['identity.erasure_approved', 'identity.erased']);
    });

  test('between the database and the file: what a certificate calls destroyed is destroyed at the start', async () => {
    const person = await world.person();
    await world.give(person, 'law');
    const restore = await dump();
    const folder = join(world.vault.settings.dataDirectory, 'vault');
    await world.vault.client('worker').collectEraseKeys({});
    const files = ['erase-keys', 'tombstones'].map(
      (name) => [join(folder, name), readFileSync(join(folder, name))] as const,
    );
    valueOf(await world.erase(world.approver, await world.request(person)));
    await world.vault.stop();
    for (const [file, content] of files) writeFileSync(file, content);
    await world.vault.restart();
    await restore();
    assert.deepEqual(await world.open(world.officer, person.personId, all), { fields: {} });
  });
});
