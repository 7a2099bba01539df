import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { systemClock } from '../../platform/clock.ts';
import { newId } from '../../platform/ids.ts';
import { isRefusal, valueOf } from '../../platform/outcome.ts';
import type { Viewer } from '../../platform/viewer.ts';
import {
  contentOf,
  personAnswers,
  reportAnswers,
  type ReportWorld,
  reportWorld,
} from '../../../test/support/reports.ts';
import { deliverDue } from './actions/deliver.ts';
import { countOwnWaiting } from './actions/read/lists.ts';
import { submitReport } from './actions/send/submit.ts';
import { acknowledge, markOutcomeSeen, redirect } from './actions/triage/index.ts';

let world: ReportWorld;
let inspector: Viewer;
let nurse: Viewer;
let police: Viewer;

before(async () => {
  world = await reportWorld();
  inspector = await world.viewer('labour_inspector');
  nurse = await world.viewer('reception_worker');
  police = await world.viewer('judicial_police_officer');
});
after(() => world.close());

const acknowledged = async (): Promise<string> => {
  const content = contentOf([personAnswers()], reportAnswers());
  const sent = { content, clientReference: newId(), channel: 'form' as const };
  const { reportId } = valueOf(await world.as(inspector, (scene) => submitReport(scene, sent)));
  await deliverDue({ database: world.worker, clock: systemClock, sendMail: async () => undefined });
  valueOf(await world.as(police, (scene) => acknowledge(scene, { reportId })));
  return reportId;
};

test('what came of a report wakes who reported, and waits on her start page until she says that she read it', async () => {
  const reportId = await acknowledged();
  const waiting = (viewer: Viewer) => world.as(viewer, countOwnWaiting);
  const before = await waiting(inspector);
  const atPolice = await waiting(police);
  valueOf(
    await world.as(police, (scene) =>
      redirect(scene, { reportId }, { redirect_reason: 'smuggling', redirect_to: 'PQT-LUX' }),
    ),
  );
  assert.deepEqual([await waiting(inspector), await waiting(police)], [before + 1, atPolice]);
  const woken = await world.administrator.query<{ payload: { kind: string; organisationId: string } }>(
    `select payload from graphile_worker._private_jobs where payload ->> 'kind' = 'outcome_waits'
      and payload ->> 'organisationId' = any ($1)`,
    [[inspector.organisationId, police.organisationId]],
  );
  assert.deepEqual(
    woken.rows.map(({ payload }) => payload.organisationId),
    [inspector.organisationId],
    'one mail for a body, however much it is told, and none for who tells',
  );
  assert.ok(isRefusal(await world.as(nurse, (scene) => markOutcomeSeen(scene, reportId))));
  valueOf(await world.as(inspector, (scene) => markOutcomeSeen(scene, reportId)));
  valueOf(await world.as(inspector, (scene) => markOutcomeSeen(scene, reportId)));
  const noted = await world.administrator.query(
    "select 1 from journal.event where type = 'referrals.outcome_seen' and report_id = $1",
    [reportId],
  );
  assert.deepEqual([await waiting(inspector), noted.rowCount], [before, 1]);
});
