import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import {
  contentOf,
  personAnswers,
  reportAnswers,
  type ReportWorld,
  reportWorld,
} from '../../../test/support/reports.ts';
import { instantPlus, type PlainDate, systemClock } from '../../platform/clock.ts';
import { newId } from '../../platform/ids.ts';
import { valueOf } from '../../platform/outcome.ts';
import { organisationId } from '../directory/index.ts';
import { deliverDue } from './actions/deliver.ts';
import { handOver, readHandover, readTold } from './actions/handover.ts';
import { submitReport } from './actions/send/submit.ts';
import { acknowledge, redirect } from './actions/triage/index.ts';

let world: ReportWorld;
before(async () => {
  world = await reportWorld();
});
after(() => world.close());

test('a body without account is told by mail, behind the same outbox, with nothing of the matter; untold it waits and says so', async () => {
  const police = await world.viewer('judicial_police_officer');
  const nurse = await world.viewer('reception_worker');
  const content = contentOf([personAnswers()], reportAnswers());
  const sent = { content, clientReference: newId(), channel: 'form' as const };
  const { reportId } = valueOf(await world.as(nurse, (scene) => submitReport(scene, sent)));
  await deliverDue({ database: world.worker, clock: systemClock, sendMail: async () => undefined });
  valueOf(await world.as(police, (scene) => acknowledge(scene, { reportId })));
  valueOf(await world.as(police, (scene) => redirect(scene, { reportId }, { redirect_reason: 'other' })));
  const today = '2026-01-05' as PlainDate;
  const said = { handover_facts: 'Looks for work.', agreed_on: today, way: 'in_person', handed_on: today };
  const { handoverId } = valueOf(await world.as(police, (scene) => handOver(scene, { reportId, to: 'ADEM' }, said)));
  const told = async () => {
    const handover = await world.as(police, (scene) => readHandover(scene, handoverId));
    return handover && (await world.as(police, (scene) => readTold(scene, handover)));
  };
  const desk = organisationId(world.profile.id, 'ADEM');
  const mails: string[] = [];
  const sendMail = async (): Promise<void> => assert.fail('a mail for those who sign in');
  const work = (tellOutside: (id: string) => Promise<boolean>, hours: number) => {
    const clock = { ...systemClock, now: () => instantPlus(systemClock.now(), hours * 3_600_000) };
    return deliverDue({ database: world.worker, clock, sendMail, tellOutside });
  };
  assert.equal((await told())?.state, 'waiting');
  await work(async () => false, 0);
  assert.deepEqual([(await told())?.state, (await told())?.fault], ['waiting', 'no_way_to_tell']);
  await work(() => Promise.reject(new Error('the server is away')), 3);
  assert.equal((await told())?.fault, 'delivery_failed');
  const take = async (id: string): Promise<boolean> => mails.push(id) > 0;
  await work(take, 6);
  await work(take, 9);
  assert.deepEqual(
    mails.filter((id) => id === desk),
    [desk],
    'once, and nothing but whom to tell',
  );
  assert.equal((await told())?.state, 'delivered');
  const lies = await world.administrator.query('select 1 from referrals.inbox where organisation_id = $1', [mails[0]]);
  assert.equal(lies.rowCount, 0, 'a mail is no receipt');
});
