import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { type DemonstrationWorld, demonstrationWorld } from '../../../test/support/demonstration.ts';
import { monotonicMilliseconds } from '../../platform/clock.ts';
import { type Database, openDatabase } from '../../platform/database/index.ts';
import { comparisons, figures, readRun } from '../../rooms/statistics/index.ts';
import { loadDemonstration } from './load.ts';

let stage: DemonstrationWorld;
let statistics: Database;
let seconds: number;

before(async () => {
  stage = await demonstrationWorld();
  statistics = openDatabase(stage.world.database.urlFor('statistics'), { connections: 2 });
  const begun = monotonicMilliseconds();
  await loadDemonstration(stage.parts, statistics);
  seconds = (monotonicMilliseconds() - begun) / 1000;
});
after(async () => {
  await statistics.destroy();
  await stage.close();
});

describe('the synthetic national caseload', () => {
  test('gives exactly the published figures', async () => {
    for (const figure of figures) {
      const run = await readRun(statistics, figure.id);
      const compared = comparisons(stage.world.profile, figure, run).filter(
        ({ agreement }) => agreement !== 'not_computed',
      );
      assert.deepEqual(
        compared
          .filter(({ agreement }) => agreement === 'differs')
          .map(({ fact, computed }) => [fact.id, fact.value, computed]),
        [],
      );
      assert.ok(compared.length > 0);
      for (const { fact, computed } of compared) assert.equal(computed, fact.value, fact.id);
    }
    process.stderr.write(`loaded in ${seconds.toFixed(1)} s\n`);
  });
});
