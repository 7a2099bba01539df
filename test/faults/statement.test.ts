import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { systemClock } from '../../src/platform/clock.ts';
import type { Outcome } from '../../src/platform/outcome.ts';
import type { Viewer } from '../../src/platform/viewer.ts';
import { decide } from '../../src/rooms/identification/index.ts';
import { sendReport } from '../../src/rooms/referrals/actions/drafts/send.ts';
import { acknowledge, linkPersons } from '../../src/rooms/referrals/actions/triage/index.ts';
import { type ReportWorld, reportWorld } from '../support/reports.ts';
import { type ActScene, acting, completeDraft, deliverAll } from './support/acting.ts';
import { digestOf } from './support/digest.ts';
import { faultKinds, type FaultyDatabase, faultyDatabase } from './support/faulty-database.ts';

let world: ReportWorld;
let faults: FaultyDatabase;
let inspector: Viewer;
let police: Viewer;

before(async () => {
  world = await reportWorld();
  faults = faultyDatabase(world.database.urlFor('casework'), world.administrator);
  inspector = await world.viewer('labour_inspector');
  police = await world.viewer('judicial_police_officer');
});
after(async () => {
  await faults.close();
  await world.close();
});

type Act = { readonly viewer: Viewer; readonly work: (scene: ActScene) => Promise<Outcome<unknown>> };

const sending = async (): Promise<Act> => {
  const draftId = await completeDraft(world, inspector);
  return { viewer: inspector, work: (scene) => sendReport(scene, { draftId, version: null, declared: true }) };
};

const onWorld = () => ({ ...world, database: world.casework });
const delivered = async (): Promise<{ reportId: string }> => {
  const { viewer, work } = await sending();
  const sent = (await acting(onWorld(), viewer, work)) as { reportId: string };
  await deliverAll(world);
  return sent;
};

const acknowledging = async (): Promise<Act> => {
  const { reportId } = await delivered();
  return { viewer: police, work: (scene) => acknowledge(scene, { reportId, version: null }) };
};

const opening = async (): Promise<Act> => {
  const { viewer, work } = await acknowledging();
  const { reportId } = (await acting(onWorld(), viewer, work)) as { reportId: string };
  return { viewer: police, work: (scene) => linkPersons(scene, { reportId, version: null }) };
};

const deciding = async (): Promise<Act> => {
  const { viewer, work } = await opening();
  const { linked } = (await acting(onWorld(), viewer, work)) as { linked: { caseId: string }[] };
  const input = {
    decided_on: systemClock.today(world.profile.timeZone),
    ...{ reasons: ['indicators_observed'], indicators: ['DEL-01'], third_country: 'yes' },
    ...{ palermo_acts: ['recruitment'], palermo_purposes: ['forced_labour'], reason_text: 'Kept the passport.' },
  };
  const it = { caseId: linked[0]?.caseId ?? '', event: 'indications_found', version: null };
  return { viewer: police, work: (scene) => decide(scene, it, input) };
};

const outcomeOf = (work: Promise<unknown>): Promise<unknown> => work.catch((fault: unknown) => fault);

/** Lets statement after statement go wrong until the act gets through; each time nothing at all may have changed. */
const faultAtEvery = async (act: Act, kind: (typeof faultKinds)[number]): Promise<number> => {
  const unchanged = await digestOf(world.administrator);
  for (let statement = 1; ; statement += 1) {
    faults.failAt(statement, kind);
    const outcome = await outcomeOf(acting({ ...world, database: faults.database }, act.viewer, act.work));
    const failed = faults.failed();
    if (failed === null) {
      assert.ok(!(outcome instanceof Error), `the retry fails: ${String(outcome)}`);
      assert.notDeepEqual(await digestOf(world.administrator), unchanged, 'the act changed nothing');
      return statement - 1;
    }
    assert.ok(outcome instanceof Error, `statement ${statement} went wrong unnoticed: ${failed}`);
    if (kind === 'answer-lost' && failed === 'commit') return statement;
    assert.deepEqual(await digestOf(world.administrator), unchanged, `statement ${statement}: ${failed}`);
  }
};

const acts = { sendReport: sending, acknowledge: acknowledging, linkPersons: opening, decide: deciding };

for (const [name, arrange] of Object.entries(acts))
  describe(`${name}: a fault at every statement leaves everything as it was, and the retry succeeds`, () => {
    for (const kind of faultKinds)
      test(kind, async (context) => {
        const statements = await faultAtEvery(await arrange(), kind);
        context.diagnostic(`${statements} statements`);
        assert.ok(statements >= 5, `only ${statements} statements were counted`);
      });
  });

test('the answer to the commit is lost: the report is sent once, and sending again gives its receipt', async () => {
  const { viewer, work } = await sending();
  const count = await countUntilDone({ viewer, work });
  const done = await digestOf(world.administrator);
  const receipts = [await acting(onWorld(), viewer, work), await acting(onWorld(), viewer, work)];
  assert.deepEqual(receipts[0], receipts[1]);
  assert.deepEqual(await digestOf(world.administrator), done, `sent again after ${count} statements`);
});

/** Loses the answer to the commit, whichever statement it is. */
const countUntilDone = (act: Act): Promise<number> => faultAtEvery(act, 'answer-lost');
