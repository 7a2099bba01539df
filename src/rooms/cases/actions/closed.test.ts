import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { fixedClock, instantPlus, systemClock } from '../../../platform/clock.ts';
import { type Database, openDatabase } from '../../../platform/database/index.ts';
import { newId } from '../../../platform/ids.ts';
import { valueOf } from '../../../platform/outcome.ts';
import { caseWorld, type CaseWorld } from '../../../../test/support/case-world.ts';
import { receivedPerson } from '../../../../test/support/received-person.ts';
import { idOfBody } from '../../directory/index.ts';
import { addTask, endTasksOfClosed, listUnder, openCase } from './index.ts';

let world: CaseWorld;
let worker: Database;
before(async () => {
  world = await caseWorld();
  worker = openDatabase(world.database.urlFor('worker'), { connections: 1 });
});
after(async () => {
  await worker.destroy();
  await world.close();
});

const hour = 3_600_000;
const runLater = (hours: number): Promise<number> =>
  endTasksOfClosed({ database: worker, clock: fixedClock(instantPlus(systemClock.now(), hours * hour)) });

const tasksOf = async (caseId: string): Promise<readonly string[]> => {
  const found = await world.administrator.query<{ said: string }>(
    `select o.code || ' ' || t.kind || ' ' || t.state || coalesce(' ' || t.dropped_because, '') as said
     from cases.task t join directory.organisation o on o.id = t.organisation_id where t.case_id = $1 order by 1`,
    [caseId],
  );
  return found.rows.map(({ said }) => said);
};

/** In which chains it was noted, with the reason, and that no person did it. */
const lines = async (caseId: string): Promise<readonly string[]> => {
  const found = await world.administrator.query<{ said: string }>(
    `select o.code || ' ' || (e.data ->> 'kind') || ' ' || (e.data ->> 'because') || coalesce(' ' || e.actor, '') as said
     from journal.event e join directory.organisation o on o.id = e.chain
     where e.case_id = $1 and e.type = 'cases.task_dropped' order by 1`,
    [caseId],
  );
  return found.rows.map(({ said }) => said);
};

const opened = async (): Promise<{ caseId: string; personId: string }> => {
  const received = await receivedPerson(world.administrator);
  const input = { ...received, leadOrganisationId: idOfBody(world.profile, 'SPJ') };
  return { ...(await world.as(world.police, (scene) => openCase(scene, input))), personId: received.personId };
};

/** One task of the police and one of the service. */
const withTasks = async (caseId: string): Promise<void> => {
  valueOf(await world.as(world.police, (scene) => addTask(scene, caseId, { task_kind: 'call' })));
  await world.administrator.query(
    "insert into cases.task (id, case_id, organisation_id, kind, created_at) values ($1, $2, $3, 'other', now())",
    [newId(), caseId, idOfBody(world.profile, 'INFOTRAITE')],
  );
};

const close = (caseId: string): Promise<void> =>
  world.as(world.police, (scene) =>
    listUnder(scene, { caseId, state: 'not_victim', on: systemClock.today(world.profile.timeZone), ends: true }),
  );

test('a case that is closed leaves nothing to do at any body, and each journal says why', async () => {
  const [{ caseId }, other] = [await opened(), await opened()];
  await withTasks(caseId);
  await withTasks(other.caseId);
  await close(caseId);
  const woken = await world.administrator.query("select from graphile_worker.jobs where key = 'cases:drop-tasks'");
  assert.equal(woken.rowCount, 1);
  assert.equal(await runLater(0), 2);
  assert.deepEqual(await tasksOf(caseId), ['INFOTRAITE other dropped case_closed', 'SPJ call dropped case_closed']);
  assert.deepEqual(await lines(caseId), ['INFOTRAITE other case_closed', 'SPJ call case_closed']);
  assert.deepEqual(await tasksOf(other.caseId), ['INFOTRAITE other open', 'SPJ call open']);
  assert.equal(await runLater(1), 0);
});

test('what is set on a closed case afterwards stays, until the person is erased', async () => {
  const { caseId, personId } = await opened();
  await close(caseId);
  await withTasks(caseId);
  assert.equal(await runLater(1), 0);
  await world.administrator.query('select cases.close_erased(array[$1::uuid], now())', [personId]);
  assert.equal(await runLater(2), 2);
  assert.deepEqual(await lines(caseId), ['INFOTRAITE other person_erased', 'SPJ call person_erased']);
});
