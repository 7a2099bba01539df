import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { type ArrangedIds, type TestCaseload, testCaseload } from '../../../test/support/caseload.ts';
import { type Persona, signedViewer } from '../../../test/support/personas.ts';
import { fixedClock } from '../../platform/clock.ts';
import { asViewer, type Database, openDatabase } from '../../platform/database/index.ts';
import { isRefusal, valueOf } from '../../platform/outcome.ts';
import { projectRoot } from '../../platform/root.ts';
import { readProfile, type Scene } from '../../profile/index.ts';
import { exportFigure, type FigureReading, listFigures, readFigure, recountAfter, type Selection } from './actions.ts';
import { recountFigures } from './jobs.ts';

const profile = readProfile(`${projectRoot}/profiles/luxembourg`);
const clock = fixedClock('2024-06-01T10:00:00Z');

let caseload: TestCaseload;
let casework: Database;
let arranged: ArrangedIds;

before(async () => {
  caseload = await testCaseload();
  casework = openDatabase(caseload.database.urlFor('casework'), { connections: 2 });
  arranged = await caseload.arrange({ audience: ['SPJ'], persons: [{ detected: true }, {}] });
  await caseload.arrange({ persons: [{}] });
});
after(async () => {
  await casework.destroy();
  await caseload.close();
});

const recount = () => recountFigures({ statistics: caseload.statistics, profile, clock });

const as = async <T>(persona: Persona, work: (scene: Scene) => Promise<T>): Promise<T> => {
  const viewer = await signedViewer(caseload.database, persona);
  return asViewer(casework, viewer, (tx) => work({ tx, viewer, profile, clock, emit: () => undefined }));
};

const rapporteur: Persona = { role: 'national_rapporteur' };
const read = (persona: Persona, selection: Selection = {}): Promise<FigureReading> =>
  as(persona, async (scene) => valueOf(await readFigure(scene, 'detection-itm', selection)));

describe('a figure that was never counted', () => {
  test('is there without numbers, and cannot be taken away', async () => {
    assert.equal((await read(rapporteur)).run, null);
    const refused = await as(rapporteur, (scene) => exportFigure(scene, 'detection-itm'));
    assert.ok(isRefusal(refused) && refused.refused === 'not_computed_yet');
  });
  test('does not exist under another name', async () => {
    const refused = await as(rapporteur, (scene) => readFigure(scene, 'nothing', {}));
    assert.ok(isRefusal(refused) && refused.refused === 'not_found');
  });
});

describe('counting', () => {
  before(recount);
  test('stores numbers that those who may read figures see', async () => {
    const { run } = await read(rapporteur);
    const values = run?.cells
      .filter(({ period }) => period === '2021-2023')
      .map(({ measure, value }) => [measure, value]);
    assert.deepEqual(values, [
      ['detected', 1],
      ['persons', 3],
      ['reports', 2],
    ]);
  });
  test('again with the same result confirms the run, with another stands beside it', async () => {
    assert.ok((await recount()).every(({ isNew }) => !isNew));
    const before = await read(rapporteur);
    await caseload.arrange({ persons: [{ detected: true }] });
    const [detection, online] = await recount();
    assert.deepEqual([detection?.isNew, online?.isNew], [true, false]);
    const now = await read(rapporteur);
    assert.deepEqual(
      now.vintages.map(({ id }) => id),
      [now.run?.id, before.run?.id],
    );
    const old = await read(rapporteur, { run: before.run?.id });
    assert.deepEqual(old.run, before.run);
  });
  test('leaves nothing to be seen by those without the permit', async () => {
    const officer: Persona = { role: 'judicial_police_officer' };
    assert.equal((await read(officer)).run, null);
    assert.ok((await as(officer, (scene) => listFigures(scene))).every(({ run }) => run === null));
  });
  test('cannot be changed by the staff program', async () => {
    const attempt = as(rapporteur, (scene) => scene.tx.deleteFrom('statistics.figure_cell').execute());
    await assert.rejects(attempt, /permission denied/);
  });
});

describe('lineage', () => {
  const chosen = { period: '2021-2023', measure: 'detected' };
  before(recount);
  test('shows each report by its month, and no reference of a report that is not the viewer’s', async () => {
    const lines = (await read(rapporteur, chosen)).chosen?.lineage?.lines ?? [];
    assert.equal(lines.length, 2);
    assert.deepEqual(lines[0], { month: '2021-03', counted: 1, reports: 1, persons: 1, events: 1, visible: [] });
  });
  test('shows the reference of a report the viewer may see', async () => {
    const inspector: Persona = {
      role: 'labour_inspector',
      permits: ['statistics.read', 'statistics.lineage', 'referrals.read-own'],
    };
    const lines = (await read(inspector, chosen)).chosen?.lineage?.lines ?? [];
    const shown = lines.flatMap(({ visible }) => visible);
    assert.ok(
      shown.some(({ reportId, reference }) => reportId === arranged.report && /^[0-9A-F-]{9}$/.test(reference ?? '')),
    );
  });
  test('is not shown without its own permit, though the number is', async () => {
    const reader: Persona = { role: 'statistician', permits: ['statistics.read'] };
    const { chosen: number } = await read(reader, chosen);
    assert.equal(number?.cell.value, 2);
    assert.equal(number?.lineage, null);
    const rows = await as(reader, (scene) =>
      scene.tx.selectFrom('statistics.figure_source').select('counted').execute(),
    );
    assert.deepEqual(rows, []);
  });
  test('has no line for nought', async () => {
    const { chosen: number } = await read(rapporteur, { period: '2019', measure: 'reports' });
    assert.deepEqual([number?.cell.value, number?.lineage], [0, { reports: 0, lines: [] }]);
  });
  test('of a number that does not exist is none', async () => {
    assert.equal((await read(rapporteur, { period: '1999', measure: 'reports' })).chosen, null);
  });
});

describe('events', () => {
  test('that change a figure wake one job for any number of them; others, as reading, wake none', async () => {
    const jobs = async (): Promise<number> => {
      const found = await caseload.administrator.query<{ count: string }>(
        'select count(*) from graphile_worker._private_jobs',
      );
      return Number(found.rows[0]?.count);
    };
    const entry = (type: string) => ({ type, subject: { kind: 'report', id: arranged.report } });
    await as(rapporteur, ({ tx }) => recountAfter(tx, ['cases.note_added', 'referrals.report_read'].map(entry)));
    assert.equal(await jobs(), 0);
    for (const type of ['referrals.report_sent', 'identification.indications_found'])
      await as(rapporteur, ({ tx }) => recountAfter(tx, [entry(type)]));
    assert.equal(await jobs(), 1);
  });
});
