import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { justiceWorld, morning } from '../../../test/support/justice-world.ts';
import { canaries } from '../../../test/support/reports.ts';
import { type TestSite, testSite } from '../../../test/support/staff-site.ts';
import { refuse } from '../../platform/outcome.ts';
import type { VaultClient } from '../../platform/vault-client/index.ts';
import type { Viewer } from '../../platform/viewer.ts';
import { proceedingsScreens } from './screens/index.ts';

const world = await justiceWorld();
let vaultSays: unknown = { fields: { identity: { name: canaries.exploiter } } };
/** Opens whatever it is asked to, unless a test has it say something else. */
const vault = new Proxy({} as VaultClient, {
  get: (_, call) => async () => (call === 'open' ? vaultSays : refuse('vault-down')),
});

const sites: TestSite[] = [];
const siteFor = async (viewer: Viewer): Promise<TestSite> => {
  const { profile, casework: database, hand } = world;
  const screens = proceedingsScreens({ vault, profile, hand });
  const made = await testSite({ database, profile, viewer, clock: morning, screens });
  sites.push(made);
  return made;
};

let prosecutor: TestSite;
let colleague: TestSite;
let police: TestSite;
before(async () => {
  prosecutor = await siteFor(world.prosecutor);
  colleague = await siteFor(world.colleague);
  police = await siteFor(world.police);
});
after(async () => {
  for (const site of sites) await site.close();
  await world.close();
});

const on = (field: string, day: string): Record<string, string> => {
  const [year = '', month = '', of = ''] = day.split('-');
  return { [`${field}.day`]: of, [`${field}.month`]: month, [`${field}.year`]: year };
};

const typed = {
  ...{ case_origin: 'own_initiative', qualification: 'thb_labour', case_scope: 'internal', police_investigates: 'yes' },
  ...on('opened_on', '2026-11-20'),
};

const opened = async (): Promise<string> => {
  const made = await prosecutor.post('/proceedings/new', '/proceedings/new', typed);
  assert.equal(made.status, 303, /error-summary.*?<\/ul>/s.exec(made.text)?.[0]);
  return String(made.headers['location']).replace(/\?.*/, '');
};

describe('a criminal case on its pages', () => {
  test('what is wrong is said at the top and beside the field, and what was typed stays', async () => {
    const wrong = { ...typed, case_origin: 'report', report_reference: '7KQ2-M4XD', facts_text: 'kept as typed' };
    const answer = await prosecutor.post('/proceedings/new', '/proceedings/new', wrong);
    assert.equal(answer.status, 422);
    assert.match(answer.text, /id="report_reference-error"/);
    assert.match(answer.text, /value="7KQ2-M4XD"/);
    assert.match(answer.text, /kept as typed/);
    const measures = `${await opened()}/measures`;
    const bill = { measure_kind: 'sound_and_image', ordered_by: 'instructs', measure_text: 'words that stay' };
    const refused = await police.post(measures, measures, { ...bill, ...on('ordered_on', '2026-11-20') });
    assert.equal(refused.status, 422);
    assert.match(refused.text, /Bill 8515/);
    assert.match(refused.text, /words that stay/);
  });

  test('two prosecutors who change it at once: the second sees both and chooses', async () => {
    const facts = `${await opened()}/facts`;
    const version = /name="_version" value="(\d+)"/.exec((await colleague.get(facts)).text)?.[1] ?? '';
    assert.notEqual(version, '');
    const change = (site: TestSite, case_scope: string) =>
      site.post(facts, facts, { case_scope, inquiry_unit: 'SPJ-CO', _version: version });
    assert.equal((await change(prosecutor, 'transnational')).status, 303);
    const second = await change(colleague, 'not_known');
    assert.equal(second.status, 409);
    assert.match(second.text, /_take\.case_scope/);
    assert.match(second.text, /Across borders/);
    assert.match(second.text, /Not known yet/);
  });

  test('names open for a purpose alone; what the vault refuses shows none', async () => {
    const people = `${await opened()}/people`;
    const added = await police.post(`${people}/new`, `${people}/new`, {
      ...{ suspect_kind: 'natural', suspect_role: 'recruiter', suspect_danger: 'no', suspect_name: canaries.exploiter },
    });
    assert.equal(added.status, 303, /error-summary.*?<\/ul>/s.exec(added.text)?.[0]);
    assert.doesNotMatch((await police.get(people)).text, /Canari/);
    const open = (purpose: string) => police.post(people.replace(/people$/, 'names'), people, { purpose });
    assert.match((await open('investigate')).text, /Canari/);
    vaultSays = refuse('purpose-not-allowed');
    assert.doesNotMatch((await open('investigate')).text, /Canari/);
  });

  test('nobody else reaches these pages; who works on other cases finds none', async () => {
    const page = await opened();
    const strangers = [world.service, await world.viewer('permit_officer'), await world.viewer('national_coordinator')];
    for (const viewer of strangers) {
      const site = await siteFor(viewer);
      for (const path of ['/proceedings', '/proceedings/new', page, `${page}/measures`])
        assert.equal((await site.get(path)).status, 403, path);
    }
    const court = await siteFor(world.registrar);
    assert.equal((await court.get('/proceedings')).status, 200);
    assert.equal((await court.get(page)).status, 404);
    assert.equal((await court.get(`${page}/measures`)).status, 403);
  });
});
