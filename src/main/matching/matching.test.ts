import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { sql } from 'kysely';
import { askForEpoch, NORM_VERSION, readAudit } from '../../linkage/index.ts';
import { asProgram } from '../../platform/database/index.ts';
import { valueOf } from '../../platform/outcome.ts';
import { type Body, type MatchingWorld, matchingWorld, named } from '../../../test/support/matching-world.ts';
import { findInClear } from '../../../test/support/reports.ts';

let world: MatchingWorld;
let service: Body;
let shelter: Body;
before(async () => {
  world = await matchingWorld();
  service = await world.addBody('SERVICE');
  shelter = await world.addBody('SHELTER');
});
after(() => world.close());

const count = async (table: string, where = 'true'): Promise<number> => {
  const found = await world.vault.administrator.query<{ n: string }>(
    `select count(*) as n from ${table} where ${where}`,
  );
  return Number(found.rows[0]?.n);
};

const groupOf = async (personId: string): Promise<string | undefined> => {
  const text =
    'select m.counted from linkage.member m join matching.file f on f.record_id = m.record_id where f.person_id = $1';
  return (await world.vault.administrator.query<{ counted: string }>(text, [personId])).rows[0]?.counted;
};

const recordOf = (personId: string): string => `select record_id from matching.file where person_id = '${personId}'`;
const pairsOf = (personId: string): Promise<number> => count('linkage.edge', `(${recordOf(personId)}) in (one, other)`);
/** What was opened of her to be encoded, from the journal, the oldest first. */
const opened = async (personId: string): Promise<readonly (readonly string[])[]> => {
  const lines = await world.vault.administrator.query<{ parts: string[] }>(
    `select array(select jsonb_array_elements_text((data -> 'compartments')::jsonb)) as parts from journal.event
     where type = 'matching.encoded' and person_id = $1 order by seq`,
    [personId],
  );
  return lines.rows.map(({ parts }) => parts);
};

describe('a person met by two bodies', () => {
  let first: { personId: string; consentId: string };
  let second: { personId: string; consentId: string };

  test('is encoded only after a yes, 28 rows a record, and found one person by the nightly run', async () => {
    first = await world.addFile(service, { names: named('Ana Maria Popescu', '1994-03-12') });
    second = await world.addFile(shelter, { names: named('POPESCU Ana-Maria', '1994-12-03') });
    await world.addFile(shelter, { names: named('Fatima Zahra El Amrani', '1988-05-06'), citizenship: 'MA' });
    const silent = await world.addPerson(shelter, { names: named('Ana Maria Popescu', '1994-03-12') });
    assert.equal(await world.encodeAll(), 3);
    assert.deepEqual([await count('linkage.record'), await count('linkage.token_row')], [3, 84]);
    const run = await world.night();
    assert.deepEqual([run.records, run.central, run.compared], [3, 2, 3]);
    assert.equal(await groupOf(first.personId), await groupOf(second.personId));
    assert.equal(await groupOf(silent), undefined);
  });

  test('no name stands anywhere in clear, in the tables of matching least of all', async () => {
    assert.deepEqual(await findInClear(world.vault.administrator, ['Popescu', 'POPESCU', 'Amrani', '1994-03-12']), []);
  });

  test('the body’s own chain says what was read and why, before it was read; the key servers’ logs hold no point', async () => {
    const lines = await world.vault.administrator.query<{ organisation: string; data: unknown }>(
      `select chain as organisation, data from journal.event where type = 'matching.encoded' and person_id = $1`,
      [first.personId],
    );
    assert.deepEqual(lines.rows, [
      { organisation: service.id, data: { compartments: ['identity'], epoch: 1, version: NORM_VERSION } },
    ]);
    const log = readFileSync(join(world.folders[0] ?? '', 'audit.log'), 'utf8');
    const { entries } = readAudit(log);
    assert.deepEqual([...new Set(entries.map(({ kind }) => kind))], ['session', 'evaluated']);
    assert.ok(!log.includes(service.id), 'the key servers know bodies by pseudonyms');
  });

  test('what people said holds against every score, and taking it back parts the records again', async () => {
    const records = (
      await world.vault.administrator.query<{ id: string }>(
        'select record_id as id from matching.file where person_id = any ($1) order by 1',
        [[first.personId, second.personId]],
      )
    ).rows.map(({ id }) => id);
    await world.vault.administrator.query(
      `insert into linkage.said values ($1, $2, 'not_same', current_date)`,
      records,
    );
    assert.equal((await world.night()).central, 3);
    assert.notEqual(await groupOf(first.personId), await groupOf(second.personId));
    await world.vault.administrator.query('delete from linkage.said');
    await world.night();
    assert.equal(await groupOf(first.personId), await groupOf(second.personId));
  });

  test('the identifiers of groups are new every night', async () => {
    const before = await groupOf(first.personId);
    await world.night();
    assert.notEqual(await groupOf(first.personId), before);
  });

  test('T8: a yes taken back leaves no record, row or group, and the next run knows nothing of it', async () => {
    await world.vault.administrator.query(
      `update identity.consent set withdrawn_at = now(), withdrawn_on = current_date, withdrawn_how = 'oral' where id = $1`,
      [second.consentId],
    );
    assert.deepEqual(
      [await count('linkage.record'), await count('linkage.token_row'), await count('linkage.member')],
      [2, 56, 2],
    );
    assert.equal(await count('linkage.edge'), 0);
    assert.equal(await count('identity.withdrawal_notice'), 0);
    assert.equal((await world.night()).records, 2);
  });

  test('T8: an erased person leaves nothing either', async () => {
    const gone = await world.vault.administrator.query('select linkage.forget($1) as n', [first.personId]);
    assert.deepEqual(gone.rows, [{ n: 1 }]);
    assert.equal(await count('matching.file', `person_id = '${first.personId}'`), 0);
    assert.equal((await world.night()).records, 1);
  });
});

describe('what never happens', () => {
  test('a report through the public site or the telephone is never encoded, whatever stands recorded', async () => {
    await world.addFile(service, { names: named('Nour Haddad', '2001-02-03'), channel: 'portal' });
    await world.addFile(service, { names: named('Nour Haddad', '2001-02-03'), channel: 'hotline' });
    const before = await count('linkage.record');
    assert.equal(await world.encodeAll(), 0);
    assert.equal(await count('linkage.record'), before);
  });

  test('T5: the answer to encoding is the same whether somebody is known or not', async () => {
    await world.addFile(service, { names: named('Zoya Marchenko', '1990-07-08'), citizenship: 'UA' });
    assert.deepEqual(valueOf(await world.encode()), { encoded: 1, waiting: 0 });
    await world.addFile(shelter, { names: named('Zoya Marchenko', '1990-07-08'), citizenship: 'UA' });
    assert.deepEqual(valueOf(await world.encode()), { encoded: 1, waiting: 0 });
    const pairs = await count('linkage.edge');
    assert.equal(pairs, 0, 'nothing is compared before the night');
  });

  test('each login sees its own half: the run no file, the worker and the staff site no token', async () => {
    const sees = async (database: MatchingWorld['linkage'], table: string): Promise<boolean> => {
      try {
        await asProgram(database, (tx) => sql`select 1 from ${sql.raw(table)} limit 1`.execute(tx));
        return true;
      } catch {
        return false;
      }
    };
    assert.deepEqual(
      [await sees(world.linkage, 'linkage.token_row'), await sees(world.linkage, 'matching.file')],
      [true, false],
    );
    for (const database of [world.worker, world.vault.casework])
      assert.equal(await sees(database, 'linkage.token_row'), false);
    assert.equal(await sees(world.linkage, 'identity.sealed_field'), false);
  });
});

describe('numbers of papers and telephones', () => {
  const paper = { 'documents.0.document_number': 'UA 445-566' };
  const phone = { 'channels.0.channel_value': '+352 621 555 777' };
  // As who lives here writes it: the country's code is the profile's.
  const local = { 'channels.0.channel_value': '621-555-777' };
  let ours: { personId: string };
  let theirs: { personId: string };

  test('are not compared by a yes to earlier words, though they are known', async () => {
    ours = await world.addFile(service, {
      names: { ...named('Iryna Bondar', '1991-04-05'), ...paper },
      contact: phone,
    });
    theirs = await world.addFile(shelter, {
      names: { ...named('Maria Kowal', '1979-11-30'), ...paper },
      contact: local,
    });
    assert.equal(await world.encodeAll(), 2);
    await world.night();
    assert.equal(await pairsOf(ours.personId), 0);
    assert.deepEqual(await opened(ours.personId), [['identity']]);
  });

  test('after a yes to them a shared number is found, and the line says what was opened', async () => {
    await world.agree(service, ours.personId, 2, { marks: true });
    await world.agree(shelter, theirs.personId, 2, { marks: true });
    assert.equal(await world.encodeAll(), 2);
    assert.deepEqual(await opened(ours.personId), [['identity'], ['contact_safe', 'identity']]);
    await world.night();
    const found = await world.vault.administrator.query<{ parts: string[]; strong: boolean }>(
      `select e.parts, e.strong from linkage.edge e join matching.file f on f.record_id in (e.one, e.other) where f.person_id = $1`,
      [ours.personId],
    );
    assert.equal(found.rows.length, 1);
    assert.equal(found.rows[0]?.strong, true);
    assert.deepEqual(found.rows[0]?.parts.filter((part) => /document|contact/.test(part)).sort(), [
      'contact:same',
      'document:same',
    ]);
    assert.notEqual(
      await groupOf(ours.personId),
      await groupOf(theirs.personId),
      'called quite otherwise: not counted as one',
    );
    assert.equal(await count('linkage.token_row', `record_id = (${recordOf(ours.personId)})`), 28);
  });

  test('taken back, what was made of them is gone at once; the answer to the earlier words stands', async () => {
    await world.vault.administrator.query(
      `update identity.consent set withdrawn_at = now(), withdrawn_on = current_date, withdrawn_how = 'oral'
       where person_id = $1 and matching_marks`,
      [ours.personId],
    );
    assert.equal(await count('linkage.token_row', `record_id = (${recordOf(ours.personId)})`), 0);
    assert.equal(await pairsOf(ours.personId), 0);
    assert.equal(await world.encodeAll(), 1);
    await world.night();
    assert.equal(await pairsOf(ours.personId), 0);
    assert.equal(await count('linkage.token_row', `record_id = (${recordOf(ours.personId)})`), 28);
  });
});

describe('key servers', () => {
  test('both dead: files wait, nothing is lost, openings and sealing go on; back again, they are encoded', async () => {
    await world.stopServers();
    await world.addFile(service, { names: named('Lea Novak', '1999-01-23'), citizenship: 'HR' });
    const down = await world.encode();
    assert.deepEqual(down, { refused: 'key-server-down' });
    assert.deepEqual(await world.vault.client().health({}), { ready: true, demonstration: true, custodian: 'file' });
    await world.startServers();
    assert.equal(await world.encodeAll(), 1);
  });

  test('a new epoch begun by both keepers encodes every file anew; begun by one alone it changes nothing', async () => {
    const [first = '', second = ''] = world.folders;
    const before = await count('matching.file', 'key_epoch = 1');
    const begun = async (folder: string): Promise<void> => {
      askForEpoch(folder);
      while (!readFileSync(join(folder, 'audit.log'), 'utf8').includes('"epoch"'))
        await new Promise((again) => setTimeout(again, 50));
    };
    await begun(first);
    assert.equal(await world.encodeAll(), 0);
    await begun(second);
    assert.equal(await world.encodeAll(), before);
    assert.equal(await count('matching.file', 'key_epoch = 2'), before);
    const run = await world.night();
    assert.deepEqual([run.records, run.central], [before, before - 1]);
  });
});
