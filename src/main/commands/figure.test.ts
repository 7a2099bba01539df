import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { type TestCaseload, testCaseload } from '../../../test/support/caseload.ts';
import { fixedClock } from '../../platform/clock.ts';
import { readSettings } from '../../platform/config.ts';
import { readProfile } from '../../profile/index.ts';
import type { FigureDescription } from '../../rooms/statistics/index.ts';
import type { Command, CommandContext } from './command.ts';
import { demonstrationCommand } from './demonstration.ts';
import { figureCommand } from './figure.ts';

const profile = readProfile('profiles/luxembourg');
const folder = mkdtempSync(join(tmpdir(), 'ariane-command-'));
let caseload: TestCaseload;

before(async () => {
  caseload = await testCaseload();
});
after(async () => {
  await caseload.close();
  rmSync(folder, { recursive: true, force: true });
});

const call = async (command: Command, args: readonly string[]): Promise<{ code: number; said: string }> => {
  let said = '';
  const context: CommandContext = {
    settings: readSettings({ DATA_DIR: folder }),
    clock: fixedClock('2024-06-01T10:00:00Z'),
    profile: () => profile,
    openAs: async () => caseload.statistics,
    administratorUrl: () => caseload.database.administratorUrl,
    print: (text) => void (said += text),
  };
  return { code: await command.run(args, context), said };
};
const asJson = async (args: readonly string[] = []): Promise<FigureDescription> =>
  JSON.parse((await call(figureCommand, ['detection-itm', '--json', ...args])).said) as FigureDescription;

describe('ariane figure', () => {
  test('says that nothing is stored yet', async () => {
    const { code, said } = await call(figureCommand, ['detection-itm', '--stored']);
    assert.equal(code, 1);
    assert.match(said, /not been counted yet/);
  });
  test('counts now, and tells each published fact that differs, with exit code 1', async () => {
    const { code, said } = await call(figureCommand, ['detection-itm']);
    assert.equal(code, 1);
    assert.match(said, /differs +2019-2020 reports: published 6 reports, here 0 \(F099/);
    assert.match(said, /\[inferred\]/);
  });
  test('gives everything as data, published spans first', async () => {
    await caseload.arrange({ persons: [{ detected: true }, {}] });
    const figure = await asJson();
    assert.deepEqual(
      figure.periods.slice(0, 3).map(({ period }) => period),
      ['2019-2020', '2021-2023', '2019'],
    );
    assert.deepEqual(figure.periods[1]?.values, { reports: 1, persons: 2, detected: 1 });
    assert.deepEqual(
      figure.measures.map(({ id, inferred }) => [id, inferred]),
      [
        ['reports', false],
        ['persons', false],
        ['detected', true],
      ],
    );
    assert.match(figure.query, /referrals\.report_published/);
    assert.match(figure.query_hash, /^[0-9a-f]{64}$/);
    assert.deepEqual(figure.conflicts[0]?.facts, ['F099', 'F102']);
  });
  test('has the same fingerprint when counted again, and none of it in another language changes but words', async () => {
    const [english, german] = [await asJson(['--stored']), await asJson(['--language', 'de'])];
    assert.equal(german.query_hash, english.query_hash);
    assert.deepEqual(german.periods, english.periods);
    assert.notEqual(german.title, english.title);
  });
  test('explains itself when it does not know the figure or the language', async () => {
    assert.equal((await call(figureCommand, ['nothing'])).code, 2);
    assert.equal((await call(figureCommand, ['detection-itm', '--language', 'xx'])).code, 2);
    assert.match((await call(figureCommand, [])).said, /detection-itm, recruited-online/);
  });
});

describe('ariane demonstration', () => {
  test('puts nothing into a database that is not marked as a demonstration', async () => {
    const { code, said } = await call(demonstrationCommand, ['load']);
    assert.equal(code, 1);
    assert.match(said, /not marked as a demonstration/);
  });
  test('lists the personas, one for each kind of work', async () => {
    const { code, said } = await call(demonstrationCommand, ['personas', '--json']);
    assert.equal(code, 0);
    const personas = JSON.parse(said) as { organisation: string; roles: string[] }[];
    const roles = new Set(personas.flatMap((one) => one.roles));
    for (const role of [
      ...['labour_inspector', 'judicial_police_officer', 'prosecutor', 'investigating_judge', 'savteh_worker'],
      ...['coteh_worker', 'hotline_worker', 'reception_worker', 'asylum_interviewer', 'permit_officer'],
      ...['return_officer', 'national_coordinator', 'national_rapporteur', 'data_protection_officer', 'administrator'],
    ])
      assert.ok(roles.has(role), role);
    for (const { organisation, roles: held } of personas)
      for (const role of held)
        assert.ok(
          profile.rolesIn(organisation).some(({ code: each }) => each === role),
          `${organisation} ${role}`,
        );
  });
  test('leaves alone what was loaded, and explains itself', async () => {
    await caseload.administrator.query("insert into security.installation (id, kind) values (1, 'demonstration')");
    assert.deepEqual(await call(demonstrationCommand, ['load']), { code: 0, said: '' });
    assert.equal((await call(demonstrationCommand, [])).code, 2);
  });
});

describe('a marked database', () => {
  test('never becomes one of the other kind', async () => {
    const change = caseload.administrator.query("update security.installation set kind = 'production'");
    await assert.rejects(change, /never becomes/);
  });
  test('of real people takes nobody invented; of invented people marks everybody so', async () => {
    const insert = (synthetic: boolean, login: string) =>
      caseload.administrator.query(
        `insert into directory.staff (id, organisation_id, login, display_name, synthetic)
         select gen_random_uuid(), id, $1, 'Test', $2 from directory.organisation limit 1 returning synthetic`,
        [login, synthetic],
      );
    assert.deepEqual((await insert(false, 'someone')).rows, [{ synthetic: true }]);
    await caseload.administrator.query('delete from security.installation');
    await caseload.administrator.query("insert into security.installation (id, kind) values (1, 'production')");
    assert.deepEqual((await insert(false, 'real')).rows, [{ synthetic: false }]);
    await assert.rejects(insert(true, 'invented'), /nobody invented/);
  });
});
