import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { type CaseWorld, caseWorld, codeOf } from '../../../test/support/case-world.ts';
import { valueOf } from '../../platform/outcome.ts';
import type { VaultClient, VaultRequest } from '../../platform/vault-client/index.ts';
import type { Viewer } from '../../platform/viewer.ts';
import { lookAfter, personOfCase } from '../cases/index.ts';
import { idOfBody } from '../directory/index.ts';
import { sealFor } from '../identity/index.ts';
import { namedCases, ownCases } from './actions/triage/named-list.ts';

let world: CaseWorld;
let mine: readonly string[];
before(async () => {
  world = await caseWorld();
  mine = [await keptBy(world.police), await keptBy(world.police)];
  await keptBy(world.second);
});
after(() => world.close());

/** A case that somebody looks after, with a name sealed to the police. */
const keptBy = async (viewer: Viewer): Promise<string> => {
  const caseId = await world.newCase();
  valueOf((await world.acting(viewer, (scene) => lookAfter(scene, caseId, true))).outcome);
  await world.as(viewer, async (scene) => {
    const person = await personOfCase(scene, caseId);
    const basis = { kind: 'law', code: 'CPP-23-2' } as const;
    await sealFor(
      scene,
      [{ subjectId: person?.personId ?? '', compartments: { identity: { full_name: `Canary ${caseId}` } } }],
      [{ organisationId: idOfBody(world.profile, 'SPJ'), basis, compartments: ['identity'] }],
    );
  });
  return caseId;
};

type Opening = VaultRequest<'open'>;
const vaultThat = (answer: (request: Opening) => unknown) => {
  const asked: Opening[] = [];
  const open = async (request: Opening) => {
    asked.push(request);
    return answer(request);
  };
  return { asked, vault: { open } as unknown as VaultClient };
};
const opening = () => vaultThat(({ about }) => ({ fields: { identity: { full_name: `Canary ${about?.caseId}` } } }));
const listed = (viewer: Viewer, vault: VaultClient, asked: Partial<{ purpose: string; reason: string }> = {}) =>
  world.as(viewer, (scene) => namedCases(vault, scene, { purpose: 'identify', reason: 'hearing', ...asked }));

describe('the edition of the case list with names', () => {
  test('is of one’s own cases alone; each name is opened by the vault for the purpose, and stands with its case', async () => {
    const { asked, vault } = opening();
    const rows = valueOf(await listed(world.police, vault));
    assert.deepEqual(rows.map(({ row }) => row.id).toSorted(), [...mine].toSorted());
    assert.ok(rows.every(({ row, identity }) => identity?.['full_name'] === `Canary ${row.id}`));
    assert.deepEqual(
      asked.map(({ purpose, compartments }) => [purpose, ...compartments]),
      [
        ['identify', 'identity'],
        ['identify', 'identity'],
      ],
    );
  });

  test('without a reason of the list or a purpose of hers nothing is opened, and the place is named', async () => {
    const { asked, vault } = opening();
    assert.deepEqual(await listed(world.police, vault, { reason: 'curious' }), {
      ...{ refused: 'reason_missing', field: 'reason' },
    });
    assert.deepEqual(await listed(world.police, vault, { purpose: 'curiosity' }), {
      ...{ refused: 'purpose_missing', field: 'purpose' },
    });
    assert.equal(asked.length, 0);
  });

  test('needs a permit of its own, beside that of opening names', async () => {
    const { asked, vault } = opening();
    const without = { ...world.police, permits: world.police.permits.filter((one) => one !== 'cases.list-names') };
    assert.equal(codeOf(await listed(without, vault)), 'may_not_read');
    assert.equal(codeOf(await world.as(without, ownCases)), 'may_not_read');
    assert.equal(asked.length, 0);
  });

  test('what the vault refuses in the middle ends the list: no half of it is shown', async () => {
    let count = 0;
    const { vault } = vaultThat(() => {
      count += 1;
      return count === 1 ? { fields: { identity: { full_name: 'Canary' } } } : { refused: 'budget' };
    });
    const outcome = await listed(world.police, vault);
    assert.notEqual(codeOf(outcome), 'not refused');
  });
});
