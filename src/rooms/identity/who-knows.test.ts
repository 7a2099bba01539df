import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { caseWorld, type CaseWorld } from '../../../test/support/case-world.ts';
import { valueOf } from '../../platform/outcome.ts';
import type { Viewer } from '../../platform/viewer.ts';
import { personOfCase } from '../cases/index.ts';
import { type Knows, whoKnows } from './actions/knowledge.ts';
import type { PersonOfCase } from './actions/consents.ts';
import { sealFor } from './index.ts';
import { idOfBody } from '../directory/index.ts';

let world: CaseWorld;
before(async () => {
  world = await caseWorld();
});
after(() => world.close());

const personOf = async (caseId: string): Promise<PersonOfCase> => {
  const person = await world.as(world.police, (scene) => personOfCase(scene, caseId));
  assert.ok(person);
  return person;
};

const seenBy = (viewer: Viewer, person: PersonOfCase): Promise<readonly Knows[]> =>
  world.as(viewer, (scene) => whoKnows(scene, null, person));

/** A person whose name the police hold by law and the service by the consent just given. */
const known = async (): Promise<{ person: PersonOfCase; consentId: string }> => {
  const caseId = await world.newCase();
  const person = await personOf(caseId);
  const { consentId } = valueOf(await world.agree(caseId));
  const body = (code: string) => idOfBody(world.profile, code);
  await world.as(world.police, (scene) =>
    sealFor(
      scene,
      [{ subjectId: person.personId, compartments: { identity: { full_name: 'Nobody' } } }],
      [
        { organisationId: body('SPJ'), basis: { kind: 'law', code: 'CPP-23-2' }, compartments: ['identity'] },
        { organisationId: body('INFOTRAITE'), basis: { kind: 'consent', code: consentId }, compartments: ['identity'] },
      ],
    ),
  );
  return { person, consentId };
};

const short = (all: readonly Knows[]) =>
  all.map(({ ground, compartment, lastOpened, openedFor }) => ({
    ...{ compartment, kind: ground.kind, opened: lastOpened !== null, openedFor },
    ...(ground.kind === 'consent' ? { stands: ground.stands } : {}),
  }));

describe('who knows what', () => {
  test('names each body with its part and ground; an opening and an ended consent show at once', async () => {
    const { person, consentId } = await known();
    const never = { compartment: 'identity', opened: false, openedFor: [] };
    const bySort = (one: { kind: string }, other: { kind: string }) => one.kind.localeCompare(other.kind);
    assert.deepEqual(short(await seenBy(world.police, person)).toSorted(bySort), [
      { ...never, kind: 'consent', stands: true },
      { ...never, kind: 'law' },
    ]);
    await world.acting(world.service, (scene) => {
      const subject = { kind: 'sealed-subject', id: person.personId };
      scene.emit({ type: 'identity.opened', subject, data: { compartments: ['identity'], purpose: 'support' } });
      return Promise.resolve(true);
    });
    await world.administrator.query(
      `update identity.consent set given_on = '2020-01-01', valid_until = '2020-02-01' where id = $1`,
      [consentId],
    );
    assert.deepEqual(short(await seenBy(world.police, person)).toSorted(bySort), [
      { compartment: 'identity', kind: 'consent', stands: false, opened: true, openedFor: ['support'] },
      { ...never, kind: 'law' },
    ]);
  });

  test('is told to nobody whose body holds nothing of the person', async () => {
    const { person } = await known();
    assert.deepEqual(await seenBy(world.permits, person), []);
    assert.equal((await seenBy(world.service, person)).length, 2);
  });
});
